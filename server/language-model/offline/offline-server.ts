import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { lastUserMessage, usageOf, type CompletionRequest } from './completion-chunks.js';
import { answerOffline } from './offline-answer.js';
import { playAnswer } from './play-answer.js';
import { readJsonBody } from './read-body.js';
import { tokenise } from './tokenise.js';

const MODEL = 'sample-writer';

/**
 * The offline model behind OpenAI's API, on a free loopback port: `POST /v1/chat/completions`, `GET /v1/models`.
 * It is a server and not a class of the port `LanguageModel`, so that a sample run takes the very path of a real one.
 * Any OpenAI client may talk to it.
 */
export class OfflineServer {
  private readonly server: Server;

  /** @param tokensPerSecond pace of each stream */
  constructor(private readonly tokensPerSecond: number) {
    this.server = createServer((request, response) => {
      void this.handle(request, response);
    });
  }

  /** Binds the port; gives the base URL for clients, `/v1` included. */
  async start(): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject).listen(0, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  /** Ends every stream. */
  async stop(): Promise<void> {
    if (!this.server.listening) return;
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const left = new AbortController();
    response.on('close', () => left.abort());
    try {
      await this.route(request, response, left.signal);
    } catch (error) {
      // The client has left, or sent what nobody can answer.
      if (!left.signal.aborted && !response.headersSent) refuse(response, 400, (error as Error).message);
      else response.destroy();
    }
  }

  private async route(
    request: IncomingMessage,
    response: ServerResponse,
    signal: AbortSignal,
  ): Promise<void> {
    const route = `${request.method} ${request.url?.split('?')[0]}`;
    if (route === 'GET /v1/models') {
      sendJson(response, 200, { object: 'list', data: [{ id: MODEL, object: 'model', owned_by: 'zzzero' }] });
    } else if (route === 'POST /v1/chat/completions') {
      await this.complete(await readJsonBody(request), response, signal);
    } else {
      refuse(response, 404, `There is no ${route}.`);
    }
  }

  private async complete(
    request: CompletionRequest,
    response: ServerResponse,
    signal: AbortSignal,
  ): Promise<void> {
    const answer = answerOffline(lastUserMessage(request), new Date().getFullYear());
    if (request.stream) {
      await playAnswer(response, request, answer, this.tokensPerSecond, signal);
      return;
    }
    const { reasoning, content } = answer;
    sendJson(response, 200, {
      id: `chatcmpl-${crypto.randomUUID()}`,
      object: 'chat.completion',
      created: Math.floor(Date.now() / 1000),
      model: request.model ?? MODEL,
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content, reasoning_content: reasoning },
          finish_reason: 'stop',
        },
      ],
      usage: usageOf(request, tokenise(reasoning).length, tokenise(content).length),
    });
  }
}

function refuse(response: ServerResponse, status: number, message: string): void {
  sendJson(response, status, { error: { message, type: 'invalid_request_error', code: null } });
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
