// The extension with a real server and without an editor: `node --test`. CALLFLOW says how callflow is started (JSON).
"use strict";

const assert = require("node:assert");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { after, before, test } = require("node:test");
const { editor, TextDocument } = require("./editor");

const command = JSON.parse(process.env.CALLFLOW ?? '["callflow"]');
const settings = { command, account: "" };
const { vscode, seen, told } = editor(settings);
const extension = require("../extension");

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "call flows "));
const file = path.join(folder, "a.flow.yaml");
const TEXT = [
  "flow: x",
  'request: {callflow: [{action: makeCall, params: {source: "+6562345678", destination: "+6591234567"}}, {action: hangup}]}',
  "replies:",
  '  - when: {digits: "1"}',
  "    reply: {clientActionId: menu, callflow: [{action: hangup}]}",
  "  - when: {clientActionId: menu}",
  "    reply: {callflow: [{action: hangup}]}",
].join("\n");
const document = new TextDocument(file, TEXT);
const findings = () => seen.diagnostics.get(String(document.uri));
const place = (line, character) => new vscode.Position(line, character);

async function typed(text) {
  document.text = text;
  document.version += 1;
  const waiting = told();
  seen.events.change({ document, contentChanges: [{}] });
  await waiting;
}

before(async () => {
  vscode.workspace.textDocuments.push(document, new TextDocument(path.join(folder, "a.py"), "", 1, "python"));
  const waiting = told();
  await extension.activate({ extensionPath: folder, subscriptions: [] });
  await waiting;
});

after(async () => {
  await extension.deactivate();
  fs.rmSync(folder, { recursive: true });
});

test("findings come and go as the text is typed", async () => {
  assert.deepStrictEqual(findings(), []);
  await typed(TEXT.replace("flow: x", "Flow: x"));
  const [found] = findings();
  assert.strictEqual(found.code.value, "F002");
  assert.strictEqual(found.severity, 0);
  assert.ok(fs.existsSync(found.code.target.fsPath));
  const [fix] = await extension.providers.provideCodeActions(document, found.range);
  assert.strictEqual(fix.title, "write flow instead of Flow");
  assert.deepStrictEqual(fix.edit.edits.map((one) => one.text), ["flow"]);
  await typed(TEXT);
  assert.deepStrictEqual(findings(), []);
});

test("hover, completion, stages and lenses are shown", async () => {
  const hover = await extension.providers.provideHover(document, place(2, 1));
  assert.match(hover.contents.value, /the VCA webhook as a table/);
  assert.strictEqual(await extension.providers.provideHover(document, place(99, 0)), undefined);
  const items = await extension.providers.provideCompletionItems(document, place(0, 0));
  assert.ok(items.some((one) => one.label === "backend" && one.insertText.startsWith("backend")));
  const [there] = await extension.providers.provideDefinition(document, place(5, 29));
  assert.deepStrictEqual([String(there.uri), there.range.start.line], [String(document.uri), 4]);
  assert.strictEqual((await extension.providers.provideReferences(document, place(5, 29))).length, 2);
  assert.strictEqual((await extension.providers.prepareRename(document, place(5, 29))).placeholder, "menu");
  const edit = await extension.providers.provideRenameEdits(document, place(5, 29), "main");
  assert.deepStrictEqual(edit.edits.map((one) => one.text), ["main", "main"]);
  await assert.rejects(extension.providers.provideRenameEdits(document, place(5, 29), "*"), /cannot be called/);
  await assert.rejects(extension.providers.prepareRename(document, place(0, 0)), /only a stage/);
  const lenses = await extension.providers.provideCodeLenses(document);
  assert.deepStrictEqual(lenses.map((one) => one.command.title), ["run", "test", "draw"]);
});

test("commands are carried out without a shell, and only where the folder is trusted", async () => {
  const words = () => seen.tasks.at(-1).execution.words.slice(command.length - 1);
  const odd = path.join(folder, "a; $(rm) 'b'.scenario.yaml");
  await seen.commands.get("callflow.run")(file);
  assert.deepStrictEqual(words(), ["run", file]);
  assert.strictEqual(seen.tasks[0].execution.program, command[0]);
  await seen.commands.get("callflow.test")(odd, 7);
  assert.deepStrictEqual(words(), ["test", `${odd}:7`]);
  await seen.commands.get("callflow.test")(odd);
  assert.deepStrictEqual(words(), ["test", odd]);
  await seen.commands.get("callflow.test")(file);
  assert.deepStrictEqual(words(), ["test", folder]);
  vscode.window.activeTextEditor = { document };
  await seen.commands.get("callflow.draw")();
  assert.deepStrictEqual(words().slice(0, 2), ["graph", file]);
  vscode.workspace.isTrusted = false;
  await seen.commands.get("callflow.run")(file);
  assert.strictEqual(seen.tasks.length, 5);
  assert.match(seen.shown[0], /not trusted/);
  vscode.workspace.isTrusted = true;
});

test("files that come and go without the editor are looked at", async () => {
  const codes = () => findings().map((one) => one.code.value);
  const reply = path.join(folder, "reply.json");
  await typed(TEXT.replace("reply: {callflow: [{action: hangup}]}", "reply: reply.json"));
  assert.deepStrictEqual(codes(), ["F005"]);
  for (const [happens, said] of [["created", []], ["deleted", ["F005"]]]) {
    if (happens === "created") fs.writeFileSync(reply, '{"callflow": [{"action": "hangup"}]}');
    else fs.rmSync(reply);
    const waiting = told();
    seen.events[happens]();
    await waiting;
    assert.deepStrictEqual(codes(), said);
  }
  await typed(TEXT);
});

test("findings of a server that has ended are not told on", async () => {
  const message = { jsonrpc: "2.0", method: "textDocument/publishDiagnostics", params: { uri: "file:///x", diagnostics: [] } };
  const body = JSON.stringify(message);
  const script = `process.stdout.write(${JSON.stringify(`Content-Length: ${body.length}\r\n\r\n${body}`)}, () => process.exit(3))`;
  settings.command = [process.execPath, "-e", script];
  const waiting = told();
  await seen.commands.get("callflow.restart")();
  await waiting;
  assert.match(seen.lines.join("\n"), /ended with 3/);
  assert.strictEqual(seen.diagnostics.size, 0);
});

test("a server that cannot be started is told, and another one is started afterwards", async () => {
  settings.command = [path.join(folder, "none")];
  await seen.commands.get("callflow.restart")();
  assert.deepStrictEqual(await extension.providers.provideCompletionItems(document, place(0, 0)), []);
  assert.match(seen.lines.join("\n"), /cannot be started/);
  assert.match(seen.shown.at(-1), /pip install/);
  settings.command = command;
  const waiting = told();
  await seen.commands.get("callflow.restart")();
  await waiting;
  assert.deepStrictEqual(findings(), []);
  seen.events.save(document);
  seen.events.close(document);
});
