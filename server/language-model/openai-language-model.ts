import { Injectable } from '@nestjs/common';
import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { Observable, type Subscriber } from 'rxjs';
import { Configuration } from '../config/configuration.js';
import type { ProviderConfig } from '../config/provider.js';
import { ChatAnswer } from './chat-answer.js';
import { chatRequest } from './chat-request.js';
import { LanguageModel, type ModelDelta, type ModelRequest } from './language-model.js';
import { ModelError } from './model-error.js';
import { modelError, toModelError, type FaultContext } from './model-fault.js';
import { OpenAiClients } from './openai-clients.js';
import { ProviderRegistry } from './provider-registry.js';
import { ProviderSlots } from './provider-slots.js';
import { SilenceTimer } from './silence-timer.js';

/** Longest call, ms: tokens that trickle for ever are silence too. */
const MAX_CALL_MS = 1_800_000;

/**
 * Asks any provider that speaks OpenAI's chat completions, the offline model included.
 * One `AbortController` a call runs from the subscription to the socket, and through the wait for a slot.
 */
@Injectable()
export class OpenAiLanguageModel extends LanguageModel {
  constructor(
    private readonly configuration: Configuration,
    private readonly providers: ProviderRegistry,
    private readonly slots: ProviderSlots,
    private readonly clients: OpenAiClients,
  ) {
    super();
  }

  stream(request: ModelRequest): Observable<ModelDelta> {
    return new Observable((subscriber) => {
      const abort = new AbortController();
      void this.call(request, subscriber, abort);
      return () => abort.abort();
    });
  }

  private async call(
    request: ModelRequest,
    subscriber: Subscriber<ModelDelta>,
    abort: AbortController,
  ): Promise<void> {
    const provider = this.providers.find(request.provider);
    if (!provider) {
      const message = `Provider "${request.provider}" is not configured. Choose one of the configured providers.`;
      subscriber.error(new ModelError('provider_rejected', message));
      return;
    }
    const context: FaultContext = { provider: provider.id, model: request.model, streaming: false };
    let release: () => void;
    try {
      release = await this.slots.acquire(provider, abort.signal);
    } catch {
      // Only an unsubscription or our own shutdown ends the wait; in the first case nobody hears this.
      subscriber.error(modelError('provider_overloaded', context));
      return;
    }
    const silence = new SilenceTimer(this.configuration.providerTimeoutMs, () => {
      subscriber.error(modelError('provider_timeout', context));
      abort.abort();
    });
    const limit = setTimeout(() => {
      subscriber.error(modelError('provider_timeout', context));
      abort.abort();
    }, MAX_CALL_MS);
    try {
      subscriber.next({ kind: 'call' });
      const answer = new ChatAnswer(request, context);
      for await (const chunk of await this.open(provider, request, abort.signal, context)) {
        silence.touch();
        for (const delta of answer.push(chunk)) subscriber.next(delta);
        if (answer.tooLong) break;
      }
      for (const delta of answer.end()) subscriber.next(delta);
      subscriber.complete();
    } catch (error) {
      subscriber.error(toModelError(error, context));
    } finally {
      silence.stop();
      clearTimeout(limit);
      // Whatever has ended the loop, the socket is closed before the slot is free for the next call.
      abort.abort();
      release();
    }
  }

  private async open(
    provider: ProviderConfig,
    request: ModelRequest,
    signal: AbortSignal,
    context: FaultContext,
  ): Promise<AsyncIterable<ChatCompletionChunk>> {
    signal.throwIfAborted();
    const { data, response } = await this.clients
      .of(provider)
      .chat.completions.create(chatRequest(request, provider), { signal })
      .withResponse();
    // A captive portal or a wrong base URL answers 200 with a page.
    if (/text\/html/.test(response.headers.get('content-type') ?? '')) {
      data.controller.abort();
      throw modelError('provider_malformed', context);
    }
    context.streaming = true;
    return data;
  }
}
