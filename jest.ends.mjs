/** Longer than the servers of a run may take to stop. */
const boundMs = 60_000;

/**
 * Ends a run whose tests are over and whose process is not: something that a suite left open must hang nobody's CI.
 * Jest itself has said so by then; the result stays what it was.
 */
export default class Ends {
  constructor({ watch, watchAll }) {
    this.watches = watch || watchAll;
  }

  onRunComplete() {
    if (this.watches) return;
    setTimeout(() => {
      const open = process.getActiveResourcesInfo();
      console.error(`\nThe run would not end by itself; still open: ${open.join(', ')}`);
      process.exit();
    }, boundMs).unref();
  }
}
