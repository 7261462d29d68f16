// As much of the editor's API as the extension uses, for tests without an editor.
"use strict";

const Module = require("node:module");
const { pathToFileURL, fileURLToPath } = require("node:url");

class Uri {
  constructor(text) {
    this.text = text;
    this.scheme = text.split(":")[0];
  }
  get fsPath() {
    return fileURLToPath(this.text);
  }
  static parse(text) {
    return new Uri(text);
  }
  static file(path) {
    return new Uri(String(pathToFileURL(path)));
  }
  toString() {
    return this.text;
  }
}

const record = (...names) =>
  class {
    constructor(...values) {
      names.forEach((name, at) => (this[name] = values[at]));
    }
  };

class WorkspaceEdit {
  constructor() {
    this.edits = [];
  }
  replace(uri, range, text) {
    this.edits.push({ uri: String(uri), range, text });
  }
}

function editor(settings) {
  const seen = { diagnostics: new Map(), commands: new Map(), tasks: [], lines: [], shown: [], waiting: [], events: {} };
  const provider = () => ({ dispose() {} });
  const event = (name) => (listener) => ((seen.events[name] = listener), provider());
  const vscode = {
    Uri,
    WorkspaceEdit,
    Position: record("line", "character"),
    Range: record("start", "end"),
    Location: record("uri", "range"),
    Diagnostic: record("range", "message", "severity"),
    CompletionItem: record("label", "kind"),
    MarkdownString: record("value"),
    Hover: record("contents", "range"),
    CodeLens: record("range", "command"),
    CodeAction: record("title", "kind"),
    CodeActionKind: { QuickFix: "quickfix", SourceFixAll: "source.fixAll" },
    ProcessExecution: record("program", "words", "options"),
    Task: record("definition", "scope", "name", "source", "execution"),
    TaskScope: { Workspace: 2 },
    tasks: { executeTask: async (task) => seen.tasks.push(task) },
    window: {
      createOutputChannel: () => ({ appendLine: (line) => seen.lines.push(line), dispose() {} }),
      showInformationMessage: (text) => seen.shown.push(text),
      showWarningMessage: (text) => seen.shown.push(text),
      activeTextEditor: undefined,
    },
    languages: {
      createDiagnosticCollection: () => ({
        set(uri, found) {
          seen.diagnostics.set(String(uri), found);
          seen.waiting.splice(0).forEach((go) => go());
        },
        clear: () => seen.diagnostics.clear(),
        dispose() {},
      }),
    },
    workspace: {
      isTrusted: true,
      textDocuments: [],
      getConfiguration: () => ({ get: (name) => settings[name] }),
      onDidOpenTextDocument: event("open"),
      onDidChangeTextDocument: event("change"),
      onDidCloseTextDocument: event("close"),
      onDidSaveTextDocument: event("save"),
      createFileSystemWatcher: () => ({
        onDidChange: event("written"),
        onDidCreate: event("created"),
        onDidDelete: event("deleted"),
        dispose() {},
      }),
    },
    commands: { registerCommand: (name, run) => (seen.commands.set(name, run), provider()) },
  };
  for (const name of ["Hover", "CompletionItem", "Definition", "Reference", "Rename", "CodeLens", "CodeActions"]) {
    vscode.languages[`register${name}Provider`] = provider;
  }
  const load = Module._load;
  Module._load = (name, ...more) => (name === "vscode" ? vscode : load(name, ...more));
  return { vscode, seen, told: () => new Promise((resolve) => seen.waiting.push(resolve)) };
}

class TextDocument {
  constructor(path, text, version = 1, languageId = "yaml") {
    Object.assign(this, { uri: Uri.file(path), text, version, languageId });
  }
  getText() {
    return this.text;
  }
}

module.exports = { editor, TextDocument };
