// Messages of the Language Server Protocol to and from a process; nothing here knows the editor.
"use strict";

const { spawn } = require("node:child_process");

class Connection {
  constructor(command, options, told, failed) {
    this.told = told;
    this.waiting = new Map();
    this.last = 0;
    this.rest = Buffer.alloc(0);
    this.ended = false;
    this.gone = () => {};
    this.process = spawn(command[0], command.slice(1), { ...options, stdio: ["pipe", "pipe", "pipe"] });
    this.process.stdout.on("data", (data) => this.take(data));
    this.process.stderr.on("data", (data) => failed(String(data).trimEnd()));
    this.process.stdin.on("error", () => {}); // it has ended, which `exit` tells
    this.process.on("error", (error) => this.end(failed, `${command[0]} cannot be started: ${error.message}`));
    this.process.on("exit", (code) => this.end(failed, code ? `the language server ended with ${code}` : ""));
  }

  end(failed, why) {
    if (this.ended) return;
    this.ended = true;
    for (const answer of this.waiting.values()) answer.resolve(null);
    this.waiting.clear();
    this.gone();
    if (why) failed(why);
  }

  take(data) {
    this.rest = Buffer.concat([this.rest, data]);
    for (;;) {
      const head = this.rest.indexOf("\r\n\r\n");
      if (head < 0) return;
      const size = Number(/Content-Length: (\d+)/i.exec(this.rest.subarray(0, head).toString())?.[1] ?? 0);
      if (this.rest.length < head + 4 + size) return;
      const body = this.rest.subarray(head + 4, head + 4 + size).toString("utf8");
      this.rest = this.rest.subarray(head + 4 + size);
      this.message(JSON.parse(body));
    }
  }

  message(message) {
    if (message.method !== undefined) {
      if (message.id !== undefined) this.send({ id: message.id, result: null });
      this.told(message.method, message.params);
      return;
    }
    const answer = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.error) answer?.reject(new Error(message.error.message));
    else answer?.resolve(message.result);
  }

  ask(method, params) {
    if (this.ended) return Promise.resolve(null);
    const id = ++this.last;
    const answer = new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    this.send({ id, method, params });
    return answer;
  }

  tell(method, params) {
    if (!this.ended) this.send({ method, params });
  }

  send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }), "utf8");
    this.process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.process.stdin.write(body);
  }

  async stop() {
    if (this.ended) return;
    const gone = new Promise((resolve) => this.process.once("exit", resolve));
    await this.ask("shutdown").catch(() => null);
    this.tell("exit");
    await gone;
  }
}

module.exports = { Connection };
