// The TextMate grammar against the compiler's own lexer and parser, and against golden dumps.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { tokenize } from "./engine.mjs";

const here = (path) => new URL(path, import.meta.url);

/** What the compiler's tests wrote of all valid files: [{ name, text, tokens: [[start, text, kind]] }]. */
const TOKENS = process.env.NINC_TOKENS
  ? pathToFileURL(process.env.NINC_TOKENS)
  : here("../../../../compiler/target/editor-tokens.json");
const HOW = "mvn -B -pl compiler -am test -Dtest=EditorGrammarTest -Dsurefire.failIfNoSpecifiedTests=false";

/** With which scopes a kind of token may be shown. */
const SCOPES = {
  keyword: /^(keyword\.(control|other)|storage|support|constant\.language)\./,
  name: /^(variable|entity\.name|string\.unquoted\.label|constant\.language\.order)\./,
  label: /^(entity\.name\.label|constant\.character\.escape|punctuation\.separator\.label)\./,
  number: /^constant\.numeric\./,
  string: /^(string\.quoted\.double|constant\.character\.escape)\./,
  operator: /^keyword\.operator\./,
  punctuation: /^punctuation\./,
  comment: /^comment\.line\.double-slash\./,
  doc: /^comment\.line\.documentation\./,
};

test("the compiler's tests have run", () => {
  assert.ok(existsSync(TOKENS), `no ${TOKENS.pathname}: run \`${HOW}\` first`);
});

const files = existsSync(TOKENS) ? JSON.parse(readFileSync(TOKENS, "utf8")) : [];

for (const file of files) {
  test(`${file.name}: each token is shown as what it is`, () => {
    const shown = scopesByOffset(file.text);
    for (const [start, text, kind] of file.tokens) {
      for (let i = start; i < start + text.length; i++) {
        if (/\s/.test(file.text[i])) {
          continue; // between a label and its colon; in comments and strings the rest counts
        }
        const line = file.text.slice(0, i).split("\n").length;
        assert.match(shown[i] ?? "", SCOPES[kind], `line ${line}, ${kind} \`${text}\``);
      }
    }
    assert.deepEqual(shown.filter((scope) => scope?.startsWith("invalid.")), []);
  });
}

function scopesByOffset(text) {
  const scopes = [];
  for (const token of tokenize(text)) {
    scopes.fill(undefined, scopes.length, token.start);
    for (let i = 0; i < token.text.length; i++) {
      scopes[token.start + i] = token.scope;
    }
  }
  return scopes;
}

for (const name of readdirSync(here("golden/")).filter((n) => n.endsWith(".nin"))) {
  test(`${name}: the scopes are those of the golden`, () => {
    const golden = here(`golden/${name.replace(/\.nin$/, ".scopes")}`);
    const actual = dump(readFileSync(here(`golden/${name}`), "utf8"));
    if (process.env.GOLDEN === "update") {
      writeFileSync(golden, actual);
      assert.fail(`wrote ${golden.pathname}`);
    }
    assert.equal(actual, readFileSync(golden, "utf8"), "GOLDEN=update npm test accepts the change");
  });
}

function dump(text) {
  return tokenize(text)
    .filter((token) => token.text.trim() !== "")
    .map((token) => `${token.line}\t${token.text.trim()}\t${token.scope}\n`)
    .join("");
}

test("what is broken is shown as broken", () => {
  const broken = (text) =>
    tokenize(`network A {\n  ${text}\n}`)
      .filter((token) => token.scope.startsWith("invalid."))
      .map((token) => token.text);
  assert.deepEqual(broken("conv 3xk 64"), ["3xk"]);
  assert.deepEqual(broken("conv 5px größe"), ["5px", "größe"]);
  assert.deepEqual(broken('labels "open'), ['"open']);
  assert.deepEqual(broken("gap; gap"), [";"]);
  assert.deepEqual(broken("pad (k @ 2) ["), ["@"]);
  assert.deepEqual(broken("// größe ; 3xk"), []);
});

test("the manifest names files that are there, and languages that it declares", () => {
  const manifest = JSON.parse(readFileSync(here("../package.json"), "utf8"));
  const { languages, grammars, snippets } = manifest.contributes;
  const ids = languages.map((language) => language.id);
  assert.match(manifest.engines.vscode, /^\^\d+\.\d+\.\d+$/);
  assert.deepEqual(languages[0].extensions, [".nin"]);
  JSON.parse(readFileSync(here(`../${languages[0].configuration}`), "utf8"));
  for (const part of [...grammars, ...snippets]) {
    assert.ok(ids.includes(part.language));
    JSON.parse(readFileSync(here(`../${part.path}`), "utf8"));
  }
});

test("each snippet expands to text without a broken token", () => {
  const snippets = JSON.parse(readFileSync(here("../snippets/nin.json"), "utf8"));
  for (const [name, { prefix, body }] of Object.entries(snippets)) {
    const text = body
      .join("\n")
      .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, "$1")
      .replace(/\$\{\d+:([^}]*)\}/g, "$1")
      .replace(/\$\d/g, "gap");
    const whole = /^(\/\/\/|network|block)/.test(text) ? text : `network A {\n${text}\n}`;
    const broken = tokenize(whole).filter((token) => token.scope.startsWith("invalid."));
    assert.deepEqual(broken, [], `${name} (${prefix})`);
  }
});
