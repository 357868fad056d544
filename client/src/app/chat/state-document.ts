import { signal } from '@angular/core';
import type {
  ArtifactState,
  CategoryState,
  ItemState,
  PhaseState,
  RunInfo,
  RunStateDocument,
  SessionInfo,
} from '../api/run-state';
import { patched, type PatchOperation, pointerSegments } from './json-patch';
import { SignalMap } from './signal-map';

/** The run's state document as signals, one for each thing that changes by itself. */
export class StateDocument {
  private readonly sessionSignal = signal<SessionInfo | null>(null);
  private readonly runSignal = signal<RunInfo | null>(null);

  readonly session = this.sessionSignal.asReadonly();
  /** Null before the session's first run. */
  readonly run = this.runSignal.asReadonly();
  readonly phases = new SignalMap<PhaseState>();
  readonly categories = new SignalMap<CategoryState>();
  readonly items = new SignalMap<ItemState>();
  readonly artifacts = new SignalMap<ArtifactState>();

  private readonly collections: Readonly<Record<string, SignalMap<unknown>>> = {
    phases: this.phases as SignalMap<unknown>,
    categories: this.categories as SignalMap<unknown>,
    items: this.items as SignalMap<unknown>,
    artifacts: this.artifacts as SignalMap<unknown>,
  };

  /** Takes a whole document; an empty one stands for a session without runs. */
  replace(document: Partial<RunStateDocument>): void {
    this.sessionSignal.set(document.session ?? null);
    this.runSignal.set(document.run ?? null);
    for (const [name, collection] of Object.entries(this.collections)) {
      collection.reset(document[name as keyof RunStateDocument] as Record<string, unknown> | undefined);
    }
  }

  patch(operations: readonly PatchOperation[]): void {
    for (const operation of operations) this.patchOne(operation);
  }

  /** Parts of the document that this page does not know are left alone: a newer server may send them. */
  private patchOne(operation: PatchOperation): void {
    const [root, ...rest] = pointerSegments(operation.path);
    if (root === undefined) {
      if (operation.op !== 'remove') this.replace(operation.value as RunStateDocument);
    } else if (root === 'run') {
      this.runSignal.update((run) => patched(run, rest, operation) as RunInfo);
    } else if (root === 'session') {
      this.sessionSignal.update((session) => patched(session, rest, operation) as SessionInfo);
    } else {
      const collection = this.collections[root];
      if (collection) patchCollection(collection, rest, operation);
    }
  }
}

function patchCollection(map: SignalMap<unknown>, segments: string[], operation: PatchOperation): void {
  const [key, ...rest] = segments;
  if (key === undefined) {
    map.reset(operation.op === 'remove' ? {} : (operation.value as Record<string, unknown>));
  } else if (rest.length === 0 && operation.op === 'remove') {
    map.delete(key);
  } else {
    map.set(key, patched(map.get(key), rest, operation));
  }
}
