import { computed, signal } from '@angular/core';
import type { ConnectionPorts, Timer } from './connection-ports';
import { type NetworkFinding, transportFor } from './network-finding';

/** A network that was found wanting is looked at again after this time, ms. */
export const RETEST_MS = 300_000;

/** Knows what is between the page and the server, and which way to go there; looks again where it is not the best. */
export class NetworkScout {
  private readonly findingSignal = signal<NetworkFinding | null>(null);
  private retestTimer: Timer | undefined;
  private probing: AbortController | undefined;

  /** Null before anything was found. */
  readonly finding = this.findingSignal.asReadonly();
  readonly transport = computed(() => transportFor(this.findingSignal(), this.ports.ownHeaders));

  /** @param onOtherWay another transport is to be taken from now on */
  constructor(
    private readonly ports: ConnectionPorts,
    private readonly onOtherWay: () => void,
  ) {
    const finding = ports.remembered();
    this.findingSignal.set(finding);
    if (finding !== null && finding !== 'streams') this.lookLater();
  }

  /** Probes, unless something is known. */
  look(): void {
    if (this.finding() === null) void this.probe();
  }

  /** Streams stay silent, though the server answers. */
  foundSilent(): void {
    this.conclude('silent');
  }

  /** Perhaps another network: what was found of the last one, or is about to be, does not count. */
  forget(): void {
    this.close();
    this.findingSignal.set(null);
  }

  /** Calls off what is under way, and what was planned. */
  close(): void {
    this.probing?.abort();
    this.probing = undefined;
    this.retestTimer?.cancel();
  }

  private async probe(): Promise<void> {
    if (this.probing) return;
    const probing = (this.probing = new AbortController());
    const finding = await this.ports.probe(probing.signal);
    if (probing.signal.aborted) return;
    this.probing = undefined;
    if (finding === null) {
      // While nothing is known, each new connection looks.
      if (this.finding() !== null) this.lookLater();
      return;
    }
    this.ports.remember(finding);
    // What stays silent although probes pass is known from the real streams, and stays known.
    if (this.finding() === 'silent' && finding === 'streams') this.lookLater();
    else this.conclude(finding);
  }

  private conclude(finding: NetworkFinding): void {
    const before = this.transport();
    this.findingSignal.set(finding);
    if (finding !== 'streams') this.lookLater();
    if (this.transport() !== before) this.onOtherWay();
  }

  private lookLater(): void {
    this.retestTimer?.cancel();
    this.retestTimer = this.ports.schedule(RETEST_MS, () => {
      if (this.finding() === 'silent') this.forget();
      void this.probe();
    });
  }
}
