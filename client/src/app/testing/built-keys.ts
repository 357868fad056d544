import type { Finding, PhaseStatus, RunStatus } from '../api/run-state';
import type {
  CastMember,
  ExportFormat,
  Language,
  MessageStatus,
  SearchHit,
  SessionStatus,
} from '../api/types';
import type { CellState } from '../run-board/cell-look';
import type { DatabaseTrouble } from '../stream/database-trouble';
import type { NetworkFinding, Transport } from '../stream/network-finding';
import type { StreamStatus } from '../stream/session-stream';
import type { TabRole } from '../stream/shared-feed';
import type { BarKind } from '../timeline/timeline-model';

/** Every member of a union, as the compiler makes sure: one that is added there is missing here. */
function each<T extends string>(names: Record<T, true>): readonly string[] {
  return Object.keys(names);
}

/** Keys that the sources put together: what they begin with, and how they go on. */
export const BUILT_KEYS: Readonly<Record<string, readonly string[]>> = {
  'board.phaseStatus.': each<PhaseStatus>({
    waiting: true,
    running: true,
    done: true,
    failed: true,
    stopped: true,
  }),
  'board.status.': each<Exclude<CellState, 'stale'>>({
    awaited: true,
    waiting: true,
    starting: true,
    researching: true,
    thinking: true,
    writing: true,
    retrying: true,
    done: true,
    failed: true,
    stopped: true,
    skipped: true,
  }),
  'casts.rejections.': ['name_missing', 'name_twice', 'too_long', 'too_many_rows'],
  'casts.status.': each<CastMember['status']>({
    waiting: true,
    queued: true,
    running: true,
    interrupted: true,
    finished: true,
    cancelled: true,
    failed: true,
    deleted: true,
  }),
  'chat.attemptStatus.': each<MessageStatus>({
    open: true,
    complete: true,
    cut: true,
    failed: true,
    stopped: true,
    superseded: true,
  }),
  'chat.laneWaits.': ['starting', 'retrying'],
  'chat.research.': ['asking', 'searching', 'found', 'nothing'],
  'compare.': ['left', 'right'],
  'composer.hindrances.': ['waits', 'nothing', 'locked'],
  'connection.database.': each<DatabaseTrouble>({ unreachable: true, read_only: true, disk_full: true }),
  'connection.findings.': each<Exclude<NetworkFinding, 'streams'>>({
    untyped: true,
    buffers: true,
    silent: true,
  }),
  'connection.help.': ['nginx', 'apache', 'haproxy'],
  'connection.roles.': each<TabRole>({ alone: true, leader: true, follower: true }),
  'connection.state.': each<StreamStatus | 'polling'>({
    idle: true,
    connecting: true,
    live: true,
    polling: true,
    reconnecting: true,
    offline: true,
    ended: true,
    missing: true,
    ahead: true,
  }),
  'connection.transports.': each<Transport>({ 'event-source': true, fetch: true, 'long-poll': true }),
  'export.formats.': each<ExportFormat>({
    docx: true,
    xlsx: true,
    csv: true,
    markdown: true,
    json: true,
    card_png: true,
    card_v3: true,
    card_v2: true,
    lorebook_v3: true,
    world_info: true,
  }),
  'form.errors.': [
    'nameRequired',
    'nameTooLong',
    'infoTooLong',
    'noCategory',
    'temperatureRange',
    'concurrencyRange',
    'tokenCapRange',
  ],
  'form.languages.': each<Language>({ zh: true, en: true }),
  'knowledge.methods.': each<Method>({ words: true, spelling: true, meaning: true }),
  'knowledge.reasons.': each<Method>({ words: true, spelling: true, meaning: true }),
  'page.pane.': ['form', 'run'],
  'page.welcome.': ['one', 'two', 'three'],
  'review.kinds.': each<Finding['kind']>({
    age: true,
    date: true,
    name: true,
    place: true,
    banned: true,
    other: true,
  }),
  'revision.': ['rewriteLabel', 'rewriteSend', 'editLabel', 'editSend'],
  'run.status.': each<RunStatus | SessionStatus>({
    idle: true,
    queued: true,
    running: true,
    stopping: true,
    finished: true,
    cancelled: true,
    failed: true,
    interrupted: true,
  }),
  'run.tab.': ['live', 'profile', 'timeline'],
  'templates.rejections.': [
    'category_missing',
    'item_missing',
    'item_twice',
    'too_long',
    'too_many_rows',
    'too_many_categories',
  ],
  'timeline.kinds.': each<BarKind>({
    running: true,
    done: true,
    superseded: true,
    failed: true,
    stopped: true,
  }),
};

type Method = SearchHit['found_by'][number]['method'];
