import type { ServerResponse } from 'node:http';
import {
  CompletionChunks,
  lastUserMessage,
  usageOf,
  type CompletionDelta,
  type CompletionRequest,
} from '../offline/completion-chunks.js';
import { answerOffline, type OfflineAnswer } from '../offline/offline-answer.js';
import { playAnswer, STREAM_HEADERS } from '../offline/play-answer.js';
import type { ScriptedCall } from './scripted-call.js';

/** One call in the hands of a test: it decides what goes out, and when. */
export class ScriptedAnswer {
  private readonly chunks: CompletionChunks;
  private readonly left = new AbortController();

  constructor(
    readonly call: ScriptedCall,
    readonly request: CompletionRequest,
    private readonly response: ServerResponse,
    private readonly tokensPerSecond: number,
  ) {
    this.chunks = new CompletionChunks(call.model);
    response.on('close', () => this.left.abort());
  }

  /** What the offline model would say. */
  get sample(): OfflineAnswer {
    return answerOffline(lastUserMessage(this.request), new Date().getFullYear());
  }

  /** Resolves when the connection has ended, whoever ended it. */
  get closed(): Promise<void> {
    if (this.left.signal.aborted) return Promise.resolve();
    return new Promise((resolve) =>
      this.left.signal.addEventListener('abort', () => resolve(), { once: true }),
    );
  }

  /** Everything was sent, and the client stayed to its end. */
  get finished(): boolean {
    return this.response.writableEnded && !this.left.signal.aborted;
  }

  /** A whole answer, the offline model's where none is given, at the provider's pace or another. */
  async play(answer: Partial<OfflineAnswer> = {}, tokensPerSecond = this.tokensPerSecond): Promise<void> {
    await playAnswer(
      this.response,
      this.request,
      { ...this.sample, ...answer },
      tokensPerSecond,
      this.left.signal,
      () => this.call.deltasSent++,
    ).catch((error: unknown) => {
      if (!this.left.signal.aborted) throw error;
    });
  }

  /** Headers without a body. */
  open(): void {
    if (!this.response.headersSent) this.response.writeHead(200, STREAM_HEADERS).flushHeaders();
  }

  text(content: string): void {
    this.delta({ content });
  }

  reasoning(text: string): void {
    this.delta({ reasoning_content: text });
  }

  delta(delta: CompletionDelta & { reasoning?: string; refusal?: string }): void {
    this.call.deltasSent++;
    this.raw(this.chunks.delta(delta));
  }

  /** Bytes as they are. */
  raw(bytes: string): void {
    this.open();
    this.response.write(bytes);
  }

  /** Resolves when everything written has reached the system. */
  flushed(): Promise<void> {
    return new Promise((resolve) => {
      this.open();
      this.response.write(':\n\n', () => resolve());
    });
  }

  /** The proper end; `usage: false` for providers that do not count. */
  finish(reason = 'stop', { usage = true } = {}): void {
    this.raw(this.chunks.finish(reason));
    if (usage) this.raw(this.chunks.usage(usageOf(this.request, 0, this.call.deltasSent)));
    this.response.end(this.chunks.done());
  }

  /** Ends the body cleanly without an end of the answer. */
  cut(): void {
    this.call.closedBy = 'server';
    this.open();
    this.response.end();
  }

  /** Resets the connection. */
  reset(): void {
    this.call.closedBy = 'server';
    this.response.socket?.resetAndDestroy();
  }

  /** An answer that is no stream. */
  status(status: number, body: unknown, headers: Record<string, string> = {}): void {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    this.response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
  }
}
