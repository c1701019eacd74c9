/** A message of the stream, as much of it as is held against the account. */
export interface Heard {
  seq: number;
  type: string;
  data: { version?: unknown };
}

/** What a listener knows of an account, version by version, and where the stream did not keep its word. */
export class Books {
  /** Versions that went back, were told twice, or were left out without a word; numbers that are missing. */
  readonly faults: string[] = [];
  /** Versions that were told by the stream. */
  told = 0;
  /** Versions that were looked up after the stream had said that there may be such. */
  read = 0;
  private readonly known = new Set<number>();
  private first: number | undefined;
  private newest = 0;
  private seq = 0;
  private warned = false;

  get last(): number {
    return this.newest;
  }

  /** Versions since the first greeting that came to this listener neither by the stream nor by looking. */
  get missed(): number[] {
    const missed: number[] = [];
    for (let version = (this.first ?? 0) + 1; version <= this.newest; version += 1)
      if (!this.known.has(version)) missed.push(version);
    return missed;
  }

  /** @returns whether a client has to look at its statement now */
  hear({ seq, type, data }: Heard): boolean {
    if (type === 'hello') this.seq = 0;
    if (seq !== this.seq + 1) this.faults.push(`message ${seq} came after message ${this.seq}`);
    this.seq = seq;
    if (type === 'hello') return this.greet(Number(data.version));
    if (type === 'balance') this.tell(Number(data.version));
    if (type === 're-read') this.warned = true;
    return type === 're-read';
  }

  /** A version that stands in the statement. */
  look(version: number): void {
    if (this.known.has(version)) return;
    this.known.add(version);
    this.read += 1;
  }

  private greet(version: number): boolean {
    const resumed = this.first !== undefined;
    this.first ??= version;
    this.warned = false;
    if (version < this.newest) this.faults.push(`version ${version} was greeted with after ${this.newest}`);
    const look = resumed && version > this.newest;
    this.newest = Math.max(this.newest, version);
    return look;
  }

  private tell(version: number): void {
    if (version <= this.newest) this.faults.push(`version ${version} was told after ${this.newest}`);
    if (version > this.newest + 1 && !this.warned)
      this.faults.push(`version ${version} was told after ${this.newest}, and nothing of a gap`);
    this.warned = false;
    this.newest = Math.max(this.newest, version);
    if (!this.known.has(version)) this.told += 1;
    this.known.add(version);
  }
}
