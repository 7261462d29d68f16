// What the protocol says, in the editor's own objects, and the other way round.
"use strict";

const vscode = require("vscode");

const at = (position) => ({ line: position.line, character: position.character });
const span = (range) => ({ start: at(range.start), end: at(range.end) });
const position = (one) => new vscode.Position(one.line, one.character);
const range = (one) => new vscode.Range(position(one.start), position(one.end));
const place = (document, one) => ({ textDocument: { uri: document.uri.toString() }, position: at(one) });
const location = (one) => new vscode.Location(vscode.Uri.parse(one.uri), range(one.range));

function diagnostic(one) {
  const found = new vscode.Diagnostic(range(one.range), one.message, one.severity - 1);
  found.source = one.source;
  const page = one.codeDescription?.href;
  found.code = page ? { value: one.code, target: vscode.Uri.parse(page) } : one.code;
  return found;
}

function completion(one) {
  const item = new vscode.CompletionItem(one.label, one.kind - 1);
  item.detail = one.detail ?? undefined;
  item.documentation = one.documentation ? new vscode.MarkdownString(one.documentation.value) : undefined;
  item.sortText = one.sortText;
  item.filterText = one.filterText;
  item.insertText = one.textEdit.newText;
  item.range = range(one.textEdit.range);
  return item;
}

function edit(one) {
  const whole = new vscode.WorkspaceEdit();
  for (const [uri, edits] of Object.entries(one?.changes ?? {})) {
    for (const each of edits) whole.replace(vscode.Uri.parse(uri), range(each.range), each.newText);
  }
  return whole;
}

function action(one) {
  const kind = one.kind === "quickfix" ? vscode.CodeActionKind.QuickFix : vscode.CodeActionKind.SourceFixAll;
  const made = new vscode.CodeAction(one.title, kind);
  made.diagnostics = (one.diagnostics ?? []).map(diagnostic);
  made.isPreferred = one.isPreferred;
  made.edit = edit(one.edit);
  return made;
}

module.exports = { action, completion, diagnostic, edit, location, place, range, span };
