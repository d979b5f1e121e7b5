// The grammar in the engine that VS Code uses.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// The packages lie wherever `npm install` put them: NODE_PATH names another place than this one.
const require = createRequire(import.meta.url);
const oniguruma = require("vscode-oniguruma");
const textmate = require("vscode-textmate");

const GRAMMAR = new URL("../syntaxes/nin.tmLanguage.json", import.meta.url);

async function loadGrammar() {
  const wasm = readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () =>
      textmate.parseRawGrammar(readFileSync(GRAMMAR, "utf8"), GRAMMAR.pathname),
  });
  return registry.loadGrammar("source.nin");
}

const grammar = await loadGrammar();

/** Each stretch of a text with its innermost scope: [{ line, start, text, scope }], offsets in the text. */
export function tokenize(text) {
  const tokens = [];
  let stack = textmate.INITIAL;
  let offset = 0;
  text.split("\n").forEach((line, index) => {
    const result = grammar.tokenizeLine(line, stack);
    for (const token of result.tokens) {
      const end = Math.min(token.endIndex, line.length);
      if (end > token.startIndex) {
        tokens.push({
          line: index + 1,
          start: offset + token.startIndex,
          text: line.slice(token.startIndex, end),
          scope: token.scopes[token.scopes.length - 1],
        });
      }
    }
    stack = result.ruleStack;
    offset += line.length + 1;
  });
  return tokens;
}
