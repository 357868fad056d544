/**
 * What may wait for a viewer who does not read, before he is dropped; he resumes by his cursor. Nest takes it from the
 * route's decorator, which is made before there is a configuration: the module sets it when it is made.
 */
export const backlog = {
  /** Characters. */
  maxPendingDataLength: 2_000_000,
};
