// Starts `callflow lsp`, hands it the open texts, and shows what it answers. It decides nothing itself.
"use strict";

const path = require("node:path");
const vscode = require("vscode");
const { Connection } = require("./connection");
const shapes = require("./shapes");

const LANGUAGES = ["yaml", "json", "jsonc"];
const SELECTOR = LANGUAGES.flatMap((language) => ["file", "untitled"].map((scheme) => ({ language, scheme })));
const TRIGGERS = ['"', " ", ":", "/", "-"];

const NOT_THERE =
  "Callflow: the language server does not run (see the output of Callflow). It comes with: pip install 'callflow-simulator[lsp]'; the setting callflow.command says what is started.";

let connection;
let diagnostics;
let output;
let folder;

const ours = (document) => LANGUAGES.includes(document.languageId) && ["file", "untitled"].includes(document.uri.scheme);
const named = (document) => ({ uri: document.uri.toString() });
const versioned = (document) => ({ ...named(document), version: document.version });
const setting = (name) => vscode.workspace.getConfiguration("callflow").get(name);

function command() {
  const words = setting("command");
  return Array.isArray(words) && words.length ? words : ["callflow"];
}

async function start() {
  const account = setting("account");
  const options = account ? ["--account", account] : [];
  // In a folder of our own: nothing of the user's folder can stand in the way of what is imported.
  connection = new Connection([...command(), "lsp", ...options], { cwd: folder }, told, (line) => output.appendLine(line));
  connection.gone = () => diagnostics.clear(); // what nobody looks at any more is not told on
  const answer = await connection.ask("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities: { textDocument: { rename: { prepareSupport: true } } },
    workspaceFolders: null,
  });
  if (!answer) vscode.window.showWarningMessage(NOT_THERE);
  connection.tell("initialized", {});
  vscode.workspace.textDocuments.forEach(opened);
}

async function restart() {
  await connection?.stop();
  diagnostics.clear();
  await start();
}

function told(method, params) {
  if (method === "textDocument/publishDiagnostics") {
    diagnostics.set(vscode.Uri.parse(params.uri), params.diagnostics.map(shapes.diagnostic));
  } else if (method === "window/logMessage") {
    output.appendLine(params.message);
  }
}

function opened(document) {
  if (!ours(document)) return;
  const textDocument = { ...versioned(document), languageId: document.languageId, text: document.getText() };
  connection.tell("textDocument/didOpen", { textDocument });
}

function changed(event) {
  if (!ours(event.document) || !event.contentChanges.length) return;
  const contentChanges = [{ text: event.document.getText() }];
  connection.tell("textDocument/didChange", { textDocument: versioned(event.document), contentChanges });
}

function closed(document) {
  if (ours(document)) connection.tell("textDocument/didClose", { textDocument: named(document) });
}

function written() {
  connection.tell("workspace/didChangeWatchedFiles", { changes: [] });
}

async function ask(method, params) {
  return connection.ask(`textDocument/${method}`, params);
}

const providers = {
  async provideHover(document, position) {
    const found = await ask("hover", shapes.place(document, position));
    if (!found) return undefined;
    return new vscode.Hover(new vscode.MarkdownString(found.contents.value), found.range && shapes.range(found.range));
  },
  async provideCompletionItems(document, position) {
    return ((await ask("completion", shapes.place(document, position)))?.items ?? []).map(shapes.completion);
  },
  async provideDefinition(document, position) {
    return ((await ask("definition", shapes.place(document, position))) ?? []).map(shapes.location);
  },
  async provideReferences(document, position) {
    const context = { includeDeclaration: true };
    return ((await ask("references", { ...shapes.place(document, position), context })) ?? []).map(shapes.location);
  },
  async prepareRename(document, position) {
    const found = await ask("prepareRename", shapes.place(document, position));
    if (!found) throw new Error("only a stage can be renamed: put the cursor on the value of a clientActionId");
    return { range: shapes.range(found.range), placeholder: found.placeholder };
  },
  async provideRenameEdits(document, position, newName) {
    return shapes.edit(await ask("rename", { ...shapes.place(document, position), newName }));
  },
  async provideCodeLenses(document) {
    const found = (await ask("codeLens", { textDocument: named(document) })) ?? [];
    return found.map((one) => new vscode.CodeLens(shapes.range(one.range), one.command));
  },
  async provideCodeActions(document, range) {
    const context = { diagnostics: [] };
    const found = await ask("codeAction", { textDocument: named(document), range: shapes.span(range), context });
    return (found ?? []).map(shapes.action);
  },
};

// The words of each command, by the file (or the one that is open) and the line of a scenario.
const COMMANDS = {
  run: (file) => ["run", file],
  test: (file, line) => ["test", line ? `${file}:${line}` : isScenario(file) ? file : path.dirname(file)],
  draw: (file) => ["graph", file],
};
const isScenario = (file) => /\.scenario\.(ya?ml|json)$/i.test(file);

// A process with its words, and no shell that could read anything else into a file's name.
async function carryOut(name, file, line) {
  const target = file ?? vscode.window.activeTextEditor?.document.uri.fsPath;
  if (!target || !vscode.workspace.isTrusted) {
    vscode.window.showInformationMessage(target ? "Callflow runs nothing in a folder that is not trusted." : "Open a flow first.");
    return;
  }
  const [program, ...words] = [...command(), ...COMMANDS[name](target, line)];
  const execution = new vscode.ProcessExecution(program, words, { cwd: path.dirname(target) });
  const task = new vscode.Task({ type: "callflow" }, vscode.TaskScope.Workspace, name, "callflow", execution, []);
  await vscode.tasks.executeTask(task);
}

async function activate(context) {
  folder = context.extensionPath;
  output = vscode.window.createOutputChannel("Callflow");
  diagnostics = vscode.languages.createDiagnosticCollection("callflow");
  const { languages, workspace, commands, CodeActionKind } = vscode;
  const kinds = { providedCodeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.SourceFixAll] };
  const watcher = workspace.createFileSystemWatcher("**/*.{yaml,yml,json}");
  await start();
  context.subscriptions.push(
    output,
    diagnostics,
    watcher,
    watcher.onDidChange(written),
    watcher.onDidCreate(written),
    watcher.onDidDelete(written),
    workspace.onDidOpenTextDocument(opened),
    workspace.onDidChangeTextDocument(changed),
    workspace.onDidCloseTextDocument(closed),
    workspace.onDidSaveTextDocument(written),
    languages.registerHoverProvider(SELECTOR, providers),
    languages.registerCompletionItemProvider(SELECTOR, providers, ...TRIGGERS),
    languages.registerDefinitionProvider(SELECTOR, providers),
    languages.registerReferenceProvider(SELECTOR, providers),
    languages.registerRenameProvider(SELECTOR, providers),
    languages.registerCodeLensProvider(SELECTOR, providers),
    languages.registerCodeActionsProvider(SELECTOR, providers, kinds),
    commands.registerCommand("callflow.restart", restart),
    ...Object.keys(COMMANDS).map((name) =>
      commands.registerCommand(`callflow.${name}`, (file, line) =>
        carryOut(name, typeof file === "string" ? file : file?.fsPath, typeof line === "number" ? line : undefined),
      ),
    ),
  );
}

async function deactivate() {
  await connection?.stop();
}

module.exports = { activate, deactivate, providers };
