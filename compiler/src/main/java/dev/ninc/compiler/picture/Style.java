package dev.ninc.compiler.picture;

/**
 * Colours and letters. Colours stand in rules rather than in custom properties, which several
 * programs that print SVG do not know; those know no media queries either, and take the light ones.
 */
final class Style {

  private Style() {}

  /** The class of a face. */
  static String face(Face face) {
    return "f" + face.size() + (face.bold() ? "b" : "");
  }

  static final String CSS =
      """
      text { font-family: Inter, "Helvetica Neue", Helvetica, Arial, "Liberation Sans",
        "DejaVu Sans", sans-serif; }
      .f22b { font-size: 22px; font-weight: 700; }
      .f13 { font-size: 13px; }
      .f13b { font-size: 13px; font-weight: 700; }
      .f12 { font-size: 12px; }
      .f12b { font-size: 12px; font-weight: 700; }
      .f11 { font-size: 11px; }
      .page { fill: #ffffff; }
      .heading, .name { fill: #1f2933; }
      .words, .share { fill: #52606d; }
      .count, .frame-call { fill: #7b8794; }
      .shape { fill: #486581; }
      .frame-name { fill: #334e68; }
      .output { fill: #b44d12; }
      .edge { fill: none; stroke: #9fb3c8; stroke-width: 1.5; }
      .arrow { fill: #829ab1; }
      .frame { fill: #f5f7fa; stroke: #d9e2ec; }
      .frame.inner { fill: #ffffff; }
      .box { fill: #ffffff; stroke: #cbd2d9; }
      .box.end { fill: #f0f4f8; stroke: #bcccdc; }
      .box.dropout { stroke-dasharray: 4 3; }
      .kind.end { fill: #bcccdc; }
      .kind.convolution { fill: #3e7cb1; }
      .kind.pooling { fill: #2a9d8f; }
      .kind.function { fill: #8c6bb1; }
      .kind.join { fill: #e0a526; }
      .kind.dropout { fill: #cbd2d9; }
      .kind.block { fill: #52606d; }
      .bar { fill: #e4e7eb; }
      .fill1 { fill: #9ecae1; }
      .fill2 { fill: #6baed6; }
      .fill3 { fill: #4292c6; }
      .fill4 { fill: #2171b5; }
      .fill5 { fill: #08519c; }
      @media (prefers-color-scheme: dark) {
        .page { fill: #0d1117; }
        .heading, .name { fill: #e6edf3; }
        .words, .share { fill: #a9b4c0; }
        .count, .frame-call { fill: #848f9b; }
        .shape { fill: #9fb8d0; }
        .frame-name { fill: #c3d3e3; }
        .output { fill: #f0a36b; }
        .edge { stroke: #4d5b6a; }
        .arrow { fill: #6e7f91; }
        .frame { fill: #151b23; stroke: #2b3541; }
        .frame.inner { fill: #0d1117; }
        .box { fill: #1c232d; stroke: #3a4552; }
        .box.end { fill: #212b37; stroke: #46566a; }
        .kind.end { fill: #46566a; }
        .kind.convolution { fill: #5b9bd5; }
        .kind.pooling { fill: #3fb5a5; }
        .kind.function { fill: #a58acb; }
        .kind.join { fill: #d9a93f; }
        .kind.dropout { fill: #4d5b6a; }
        .kind.block { fill: #a9b4c0; }
        .bar { fill: #303b47; }
        .fill1 { fill: #24507a; }
        .fill2 { fill: #2f6ba3; }
        .fill3 { fill: #3f87c9; }
        .fill4 { fill: #6aa9e0; }
        .fill5 { fill: #a3cdf2; }
      }
      """;
}
