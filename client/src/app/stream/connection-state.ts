import type { DatabaseTrouble } from './database-trouble';
import type { NetworkFinding, Transport } from './network-finding';

export type ConnectionStatus = 'idle' | 'connecting' | 'live' | 'reconnecting' | 'offline';

/** How the page is connected, for whoever asks. */
export interface ConnectionState {
  status: ConnectionStatus;
  transport: Transport;
  finding: NetworkFinding | null;
  /** Something on the way cuts connections at this age, ms. */
  cutAfterMs: number | null;
  database: DatabaseTrouble | null;
  /** Name of the server that has answered last. */
  replica: string | null;
}

export const NOT_CONNECTED: ConnectionState = {
  status: 'idle',
  transport: 'event-source',
  finding: null,
  cutAfterMs: null,
  database: null,
  replica: null,
};
