/** As it was when the script began: by the time somebody asks, it may be gone already. */
const PARENT = process.ppid;

/** Between two looks at the parent, ms. */
const POLL = 500;

/**
 * Calls back once the shell that npm started us with is gone. A SIGTERM to npm reaches only that shell, which does
 * not pass it on: the server would stay behind. Does nothing outside npm, where losing one's parent is how a
 * program is put into the background.
 * @returns {() => void} ends the watch
 */
export function watchForOrphaning(onOrphaned, environment = process.env) {
  if (!environment.npm_lifecycle_event) return () => {};
  const timer = setInterval(() => {
    if (process.ppid === PARENT) return;
    clearInterval(timer);
    onOrphaned();
  }, POLL);
  timer.unref();
  return () => clearInterval(timer);
}
