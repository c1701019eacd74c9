import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { generateSync } from 'otplib';
import { type Answer, call, type CallOptions, must } from '../../tools/rolling/player.js';
import { type Platform } from './platform.js';

/** The first admin of a platform, at the desk. A code of the second factor is good once: sign in once in a suite. */
export class Admin {
  private token = '';

  private constructor(private readonly gateway: string) {}

  static async signIn(platform: Platform): Promise<Admin> {
    const { gateway } = await platform.run();
    const file = await readFile(path.join(platform.home, 'secrets.json'), 'utf8');
    const { values } = JSON.parse(file) as { values: Record<string, string> };
    const admin = new Admin(gateway);
    const code = generateSync({ secret: values['FIRST_ADMIN_FACTOR_SECRET'] ?? '' });
    const body = { name: 'admin', password: values['FIRST_ADMIN_PASSWORD'], code };
    const signedIn = await admin.call('POST', 'sessions', { body });
    must(signedIn, 201);
    admin.token = String(signedIn.body['accessToken']);
    return admin;
  }

  call(method: string, route: string, options: CallOptions = {}): Promise<Answer> {
    return call(`${this.gateway}/backoffice/v1/${route}`, method, { token: this.token, ...options });
  }
}
