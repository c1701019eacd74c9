import { Injectable } from '@nestjs/common';
import { IdentityConfig } from '../identity.config.js';
import { emailIndex } from './email.js';

@Injectable()
export class EmailIndexService {
  private readonly key: Buffer;

  constructor(config: IdentityConfig) {
    this.key = Buffer.from(config.EMAIL_INDEX_KEY, 'base64url');
  }

  of(email: string): string {
    return emailIndex(this.key, email);
  }
}
