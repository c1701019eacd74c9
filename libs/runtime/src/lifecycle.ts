/** Where a service is between start and stop; the probes read it. */
export class Lifecycle {
  private state: 'starting' | 'accepting' | 'stopping' = 'starting';

  get started(): boolean {
    return this.state !== 'starting';
  }

  get accepting(): boolean {
    return this.state === 'accepting';
  }

  accept(): void {
    if (this.state === 'starting') this.state = 'accepting';
  }

  stop(): void {
    this.state = 'stopping';
  }
}
