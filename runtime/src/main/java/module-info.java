/** What generated classes run against. Programs that read pictures require java.desktop too. */
module dev.ninc.runtime {
  requires static transitive java.desktop;

  exports dev.ninc.runtime;
}
