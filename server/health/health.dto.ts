/** The answer of a server that is well. */
export class HealthDto {
  /** @example ok */
  status: 'ok';
  /** Tells this server from another program on its port. */
  name: 'zzzero';
  /** @example 0.1.0 */
  version: string;
  /** Seconds since the start. */
  uptime: number;
}
