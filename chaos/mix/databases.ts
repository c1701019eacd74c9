import { type DataSource } from 'typeorm';
import { type ChaosStand } from './stand.js';

/** Connections to the apps' databases, one an app, kept until they are closed together. */
export class Databases {
  private readonly open = new Map<string, Promise<DataSource>>();

  constructor(private readonly stand: ChaosStand) {}

  /** As the app's own role. */
  of(app: string): Promise<DataSource> {
    const known = this.open.get(app) ?? this.stand.database(app);
    this.open.set(app, known);
    return known;
  }

  urlOf(app: string): string {
    return this.stand.databaseUrl(app);
  }

  async close(): Promise<void> {
    for (const database of this.open.values()) await (await database).destroy();
  }
}
