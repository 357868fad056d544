import { EventType, type StateDeltaEvent } from '@ag-ui/core';
import jsonPatch from 'fast-json-patch';
import {
  LIVE_STATUSES,
  type Finding,
  type ItemState,
  type PhaseStatus,
  type RunStateDocument,
} from './run-state.dto.js';

type Node = Record<string, unknown>;
type Operation = { op: 'add'; path: string; value: unknown } | { op: 'remove'; path: string };

/** The lease holder's copy of the state document: every change of it is the STATE_DELTA that tells it. */
export class RunBoard {
  constructor(readonly state: RunStateDocument) {}

  /** Changes fields of the run. */
  run(fields: Partial<RunStateDocument['run']>): StateDeltaEvent {
    return this.patch(['run'], fields);
  }

  /** Changes fields of one item; its phase follows in the same event. */
  item(stepId: string, fields: Partial<ItemState>): StateDeltaEvent {
    const delta = this.patch(['items', stepId], fields);
    const phase = this.state.items[stepId]!.phase;
    const status = this.phaseStatus(phase);
    if (status !== this.state.phases[phase]!.status) {
      delta.delta.push(...this.patch(['phases', phase], { status }).delta);
    }
    return delta;
  }

  /** Says of each item what was found in its text, where that has changed. */
  findings(found: ReadonlyMap<string, readonly Finding[]>): StateDeltaEvent[] {
    return Object.entries(this.state.items).flatMap(([id, item]) => {
      const findings = found.get(id);
      const changed = JSON.stringify(findings) !== JSON.stringify(item.findings);
      return changed ? [this.patch(['items', id], { findings })] : [];
    });
  }

  /** Announces files. */
  artifacts(
    files: readonly { name: string; mediaType: string; content: Buffer; sha256: string }[],
  ): StateDeltaEvent {
    return this.patch(
      ['artifacts'],
      Object.fromEntries(
        files.map(({ name, mediaType, content, sha256 }) => [
          name,
          { name, mediaType, bytes: content.length, sha256 },
        ]),
      ),
    );
  }

  private patch(parents: readonly string[], fields: object): StateDeltaEvent {
    const base = parents.map((part) => `/${jsonPatch.escapePathComponent(part)}`).join('');
    const target = parents.reduce((node, part) => node[part] as Node, this.state as unknown as Node);
    // RFC 6902: `add` on an existing member replaces it, so one operation serves both. Undefined removes.
    const delta: Operation[] = Object.entries(fields as Node)
      .filter(([key, value]) => value !== undefined || key in target)
      .map(([key, value]) => {
        const path = `${base}/${jsonPatch.escapePathComponent(key)}`;
        return value === undefined ? { op: 'remove', path } : { op: 'add', path, value };
      });
    jsonPatch.applyPatch(this.state, structuredClone(delta) as jsonPatch.Operation[]);
    return { type: EventType.STATE_DELTA, delta };
  }

  private phaseStatus(phase: string): PhaseStatus {
    const statuses = Object.values(this.state.items)
      .filter((item) => item.phase === phase)
      .map((item) => item.status);
    if (statuses.every((status) => status === 'waiting')) return 'waiting';
    if (statuses.some((status) => status === 'waiting' || LIVE_STATUSES.includes(status))) {
      return 'running';
    }
    if (statuses.includes('stopped')) return 'stopped';
    return statuses.every((status) => status === 'failed' || status === 'skipped') ? 'failed' : 'done';
  }
}
