package dev.ninc.compiler.emit.opencl;

import dev.ninc.compiler.plan.opencl.ChainStage;
import dev.ninc.compiler.plan.opencl.ChainTile;
import dev.ninc.compiler.plan.opencl.ConvolutionKernel;
import dev.ninc.compiler.plan.opencl.DeviceConv;
import java.util.ArrayList;
import java.util.List;

/** Convolutions one after the other, with what lies between them in local memory. */
final class ChainText {

  private static final int QUAD = ChainTile.QUAD;

  private final Site site;
  private final ConvolutionKernel.Chain chain;
  private final ChainTile tile;
  private final List<Helper> helpers = new ArrayList<>();

  ChainText(Site site, ConvolutionKernel.Chain chain) {
    this.site = site;
    this.chain = chain;
    this.tile = chain.tile();
  }

  KernelText kernel() {
    List<ChainStage> stages = chain.stages();
    StringBuilder before = new StringBuilder();
    for (int i = 0; i < stages.size() - 1; i++) {
      before.append(stage(i));
    }
    ChainSums last = sums(stages.size() - 1);
    helpers.addAll(Functions.of(last.conv().act(), QUAD));
    helpers.addAll(last.ofLocal());
    return new KernelText(
        QUAD + " pixels x " + QUAD * last.quads() + " outputs, of each layer",
        Template.of("gpu/chain.cl"),
        words(last).and("STAGES", before, "LAST_STAGE", call(last, false)),
        helpers);
  }

  private Words words(ChainSums last) {
    return Words.of(
        "NAME", site.launch().kernel(),
        "LOCAL", tile.items(),
        "PIXELS", tile.pixels(),
        "UNITS", site.launch().units(),
        "ARENA", site.memory().arena(),
        "BLOCK", tile.terms(),
        "Z_SIZE", tile.pixelFloats() / QUAD,
        "Y_SIZE", tile.weightFloats() / QUAD,
        "QUADS", last.quads(),
        "TO", Site.at(site.out(), "unit % " + site.launch().units()),
        "STORE", store(last));
  }

  private ChainSums sums(int stage) {
    String name = "sums_" + (stage + 1) + "_of_" + site.launch().kernel();
    return new ChainSums(site, chain.stages().get(stage), tile, name);
  }

  /** Makes the sums of a stage, and keeps what becomes of them for the next one. */
  private String stage(int number) {
    ChainSums sums = sums(number);
    Helper keep = keep(sums, "keep_" + (number + 1) + "_of_" + site.launch().kernel());
    helpers.addAll(Functions.of(sums.conv().act(), QUAD));
    helpers.addAll(number == 0 ? sums.ofMaps() : sums.ofLocal());
    helpers.add(keep);
    return """
        {
          float4 sum[4][%d];
          %s
          %s(sum, z);
        }
        """
        .formatted(sums.quads(), call(sums, number == 0), keep.name());
  }

  private static String call(ChainSums sums, boolean ofMaps) {
    return sums.name() + (ofMaps ? "(a, w, first, last, z, y, sum);" : "(w, z, y, sum);");
  }

  private Helper keep(ChainSums sums, String name) {
    DeviceConv conv = sums.conv();
    return new Helper(
        name,
        Template.of("gpu/chain-keep.cl"),
        Words.of(
            "NAME",
            name,
            "QUADS",
            sums.quads(),
            "OUT_QUADS",
            conv.outputs() / QUAD,
            "Z_ROW",
            tile.betweenRow() / QUAD,
            "ACTIVATED",
            Functions.call(conv.act(), QUAD, "sum[i][j]")));
  }

  private static String store(ChainSums last) {
    int outputs = last.conv().outputs();
    boolean exact = outputs == last.quads() * ChainTile.ACROSS * QUAD;
    String value = Functions.call(last.conv().act(), QUAD, "sum[i][j]");
    String store = "*(global float4 *) (to + o) = " + value + ";";
    return exact ? store : "if (o < " + outputs + ") {\n  " + store + "\n}";
  }
}
