import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { generateSync } from 'otplib';
import { type Answer, call, type CallOptions, must } from '../../tools/rolling/player.js';
import { type Platform } from './platform.js';

/** Well before a token of staff is over, which is good for five minutes, and long after the code of the last sign-in. */
const renewMs = 150_000;
/** After a sign-in that had no answer, to the next: its code may have been taken, and the next is another. */
const renewAgainMs = 40_000;

/**
 * The first admin of a platform, at the desk, who signs in again in time. A code of the second factor is good once: sign
 * in once in a suite.
 */
export class Admin {
  private token = '';
  private renewAt = Number.POSITIVE_INFINITY;

  private constructor(
    private readonly gateway: string,
    private readonly secrets: Record<string, string>,
  ) {}

  static async signIn(platform: Platform): Promise<Admin> {
    const { gateway } = await platform.run();
    const file = await readFile(path.join(platform.home, 'secrets.json'), 'utf8');
    const { values } = JSON.parse(file) as { values: Record<string, string> };
    const admin = new Admin(gateway, values);
    await admin.renew();
    return admin;
  }

  async call(method: string, route: string, options: CallOptions = {}): Promise<Answer> {
    // The old token is good for another while: whoever is away by a kill comes back.
    if (performance.now() > this.renewAt) await this.renew().catch(() => undefined);
    return this.send(method, route, options);
  }

  private async renew(): Promise<void> {
    this.renewAt = performance.now() + renewAgainMs;
    const { FIRST_ADMIN_FACTOR_SECRET: secret = '', FIRST_ADMIN_PASSWORD: password } = this.secrets;
    const body = { name: 'admin', password, code: generateSync({ secret }) };
    const signedIn = await this.send('POST', 'sessions', { body });
    must(signedIn, 201);
    this.token = String(signedIn.body['accessToken']);
    this.renewAt = performance.now() + renewMs;
  }

  private send(method: string, route: string, options: CallOptions): Promise<Answer> {
    return call(`${this.gateway}/backoffice/v1/${route}`, method, { token: this.token, ...options });
  }
}
