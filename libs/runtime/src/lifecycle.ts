/** Where a service is between start and stop; the probes read it. */
export class Lifecycle {
  private state: 'starting' | 'accepting' | 'stopping' = 'starting';
  private fault: string | undefined;

  get started(): boolean {
    return this.state !== 'starting';
  }

  get accepting(): boolean {
    return this.state === 'accepting' && this.fault === undefined;
  }

  /** Why it can take no more work although it runs; undefined if it can. */
  get unfitFor(): string | undefined {
    return this.fault;
  }

  /** Something that it cannot do without is broken in this process for good; only another process helps. */
  unfit(fault: string): void {
    this.fault ??= fault;
  }

  accept(): void {
    if (this.state === 'starting') this.state = 'accepting';
  }

  stop(): void {
    this.state = 'stopping';
  }
}
