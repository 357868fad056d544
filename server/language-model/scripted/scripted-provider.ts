import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProviderConfig } from '../../config/provider.js';
import { lastUserMessage, type CompletionRequest } from '../offline/completion-chunks.js';
import { readPromptTags } from '../offline/prompt-tags.js';
import { readJsonBody } from '../offline/read-body.js';
import { plays, type Act } from './acts.js';
import { embedText } from './embed-text.js';
import { ScriptedAnswer } from './scripted-answer.js';
import type { ScriptedCall } from './scripted-call.js';

/** Which calls an act is for: an item's id, a prompt's kind, the number of the call, or `*`: all. */
export type CallMatch = string | number;

/**
 * An OpenAI-compatible server for tests, over real sockets. Without a script it answers like the offline model.
 * Not part of the application.
 */
export class ScriptedProvider {
  /** In the order of arrival. */
  readonly calls: ScriptedCall[] = [];
  /** Texts that vectors were asked for, a list a call. */
  readonly embedded: string[][] = [];
  private readonly scripts: { match: CallMatch; acts: Act[]; forever?: Act }[] = [];
  private readonly watchers = new Set<() => void>();
  private server: Server;
  private port = 0;

  private constructor(private readonly tokensPerSecond: number) {}

  /** @param tokensPerSecond pace of what it plays */
  static async start({ tokensPerSecond = 20_000 } = {}): Promise<ScriptedProvider> {
    const provider = new ScriptedProvider(tokensPerSecond);
    await provider.listen();
    return provider;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}/v1`;
  }

  /** A configuration that leads here. */
  config(overrides: Partial<ProviderConfig> = {}): ProviderConfig {
    return {
      id: 'scripted',
      label: 'Scripted',
      baseUrl: this.baseUrl,
      apiKey: 'sk-scripted-secret',
      models: [{ id: 'scripted-model' }],
      maxConcurrency: 64,
      ...overrides,
    };
  }

  /** The next calls that match meet these acts, one each, in order; the ones after them are played as usual. */
  script(match: CallMatch, ...acts: Act[]): void {
    this.scripts.push({ match, acts });
  }

  /** Every call that matches meets this act, as long as no `script` applies. */
  always(match: CallMatch, act: Act): void {
    this.scripts.push({ match, acts: [], forever: act });
  }

  /** Calls of an item (or kind), in the order of arrival. */
  callsOf(match: CallMatch): ScriptedCall[] {
    return this.calls.filter((call) => matches(call, match));
  }

  /** Resolves as soon as the calls are as wanted; looked at again whenever one begins or ends. */
  until(condition: (calls: readonly ScriptedCall[]) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const watch = () => {
        if (!condition(this.calls)) return;
        this.watchers.delete(watch);
        resolve();
      };
      this.watchers.add(watch);
      watch();
    });
  }

  /** Refuses connections until `listen`, and resets the ones there are. */
  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  /** Opens the port: a free one, after a `stop` the same as before. */
  async listen(): Promise<void> {
    this.server = createServer((request, response) => void this.handle(request, response));
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject).listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (this.server.address() as AddressInfo).port;
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body: CompletionRequest | undefined = await readJsonBody(request).catch(() => undefined);
    if (!body) {
      response.destroy();
      return;
    }
    if (request.url?.endsWith('/embeddings')) return this.embed(body, response);
    const call = this.record(request, body);
    response.on('close', () => {
      call.closedAt = Date.now();
      call.closedBy ??= response.writableFinished ? 'server' : 'client';
      this.changed();
    });
    this.changed();
    await this.actFor(call)(new ScriptedAnswer(call, body, response, this.tokensPerSecond));
  }

  private embed({ input = [] }: CompletionRequest & { input?: string[] }, response: ServerResponse): void {
    this.embedded.push(input);
    const data = input.map((text, index) => ({ object: 'embedding', index, embedding: embedText(text) }));
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ object: 'list', data }));
  }

  private record(request: IncomingMessage, body: CompletionRequest): ScriptedCall {
    const tags = readPromptTags(lastUserMessage(body));
    const call: ScriptedCall = {
      number: this.calls.length + 1,
      kind: tags?.kind,
      item: tags?.item ?? '',
      attempt: tags?.attempt ?? 1,
      model: body.model ?? '',
      authorization: request.headers.authorization,
      startedAt: Date.now(),
      deltasSent: 0,
    };
    this.calls.push(call);
    return call;
  }

  private actFor(call: ScriptedCall): Act {
    const fitting = this.scripts.filter(({ match }) => matches(call, match));
    return (
      fitting.find(({ acts }) => acts.length > 0)?.acts.shift() ??
      fitting.find(({ forever }) => forever)?.forever ??
      plays
    );
  }

  private changed(): void {
    for (const watch of [...this.watchers]) watch();
  }
}

function matches(call: ScriptedCall, match: CallMatch): boolean {
  return match === '*' || match === call.number || match === call.item || match === call.kind;
}
