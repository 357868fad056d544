/** Carries the id of a run for which something was asked; the run's row says what. */
export const COMMAND_CHANNEL = 'zzzero_commands';
