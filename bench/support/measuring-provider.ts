import { setTimeout as delay } from 'node:timers/promises';
import { ScriptedProvider } from '../../server/language-model/scripted/scripted-provider.js';

const DELTAS = 20;

/** A provider whose answers take a given time each, in twenty deltas, and which notes how long each really took. */
export class MeasuringProvider {
  /** ms from the arrival of a call to its last byte, in the order of arrival. */
  readonly durations: { canon: boolean; milliseconds: number }[] = [];

  private constructor(private readonly server: ScriptedProvider) {}

  /** @param milliseconds mean length of an answer; they vary by half of it, the same way each time */
  static async start(milliseconds: number): Promise<MeasuringProvider> {
    const provider = new MeasuringProvider(await ScriptedProvider.start());
    provider.server.always('*', async (answer) => {
      const began = performance.now();
      const call = { canon: answer.call.kind === 'canon', milliseconds: 0 };
      provider.durations.push(call);
      const { content } = answer.sample;
      const size = Math.ceil(content.length / DELTAS);
      const whole = milliseconds * (0.5 + ((answer.call.number * 7) % 11) / 10);
      for (let n = 0; n < DELTAS; n++) {
        // By the clock, not by the sum of sleeps: timers are late by a bit each.
        await delay(Math.max(0, began + ((n + 1) / DELTAS) * whole - performance.now()));
        answer.text(content.slice(n * size, (n + 1) * size));
      }
      answer.finish();
      call.milliseconds = performance.now() - began;
    });
    return provider;
  }

  get baseUrl(): string {
    return this.server.baseUrl;
  }

  get deltas(): number {
    return this.durations.length * DELTAS;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.server.stop();
  }
}
