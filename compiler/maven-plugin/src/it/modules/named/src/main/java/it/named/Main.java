package it.named;

/** Says where the network runs. */
final class Main {

  private Main() {}

  public static void main(String[] args) throws Exception {
    Tiny model = Tiny.load();
    model.run(new float[Tiny.INPUT.size()]);
    System.out.println(Tiny.class.getModule().getName() + ": " + model.backend().name());
  }
}
