package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Layer;
import dev.ninc.compiler.ast.Name;
import dev.ninc.compiler.ir.Origin;
import dev.ninc.compiler.ir.Window;
import dev.ninc.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An mlpconv → a KxK convolution and 1x1 convolutions (Lin, Chen and Yan, 2013, equation 2).
 * Padding, stride, dilation and groups are those of the first; {@code act}, {@code norm} and {@code
 * nobias} hold for each.
 */
record MlpconvLowering(LayerLowering layer, Layer.Mlpconv kind) {

  private static final List<String> OF_THE_FIRST = List.of("pad", "stride", "dilate", "group");

  Optional<Place> lower() {
    Options options = layer.options(Options.CONVOLUTION);
    Optional<WindowSpec> spec = WindowSpec.of(kind.window(), options, layer.context());
    List<Optional<Convolution>> stages = stages(options);
    Optional<Place> place = layer.in();
    Origin whole = layer.origin(layer.path()).as(Origin.Role.MLPCONV);
    Context inside = layer.context().within(whole);
    for (int i = 0; i < stages.size(); i++) {
      Layer.Stage stage = kind.stages().get(i);
      String unnamed = layer.path() + "." + i;
      String name = stage.name().map(Name::text).map(layer.context().names()::path).orElse(unnamed);
      Span at = stage.name().map(Name::span).orElse(stage.span());
      String path = layer.context().names().layer(name, at);
      Origin origin = inside.origin(path, stage.span());
      Optional<Window> window =
          i == 0
              ? place.flatMap(p -> spec.flatMap(s -> over(s, p)))
              : Optional.of(Window.pointwise());
      Optional<Convolution> convolution = stages.get(i);
      place =
          place.flatMap(
              p ->
                  window.flatMap(
                      w -> convolution.flatMap(c -> c.lower(p, w, origin, layer.context()))));
      layer.context().names().define(name, place);
    }
    return layer.relu(options, place);
  }

  private Optional<Window> over(WindowSpec spec, Place in) {
    return spec.over(in, "mlpconv", layer.context());
  }

  private List<Optional<Convolution>> stages(Options options) {
    Options pointwise =
        new Options(
            options.all().stream()
                .filter(o -> !OF_THE_FIRST.contains(o.keyword().text()))
                .toList());
    List<Optional<Convolution>> stages = new ArrayList<>();
    for (Layer.Stage stage : kind.stages()) {
      stages.add(layer.convolution(stage.channels(), stages.isEmpty() ? options : pointwise));
    }
    return stages;
  }
}
