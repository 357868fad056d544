/** Whether a process of this number exists, whoever it belongs to. Numbers are used again: this is no proof of identity. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's, which we may not signal.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
