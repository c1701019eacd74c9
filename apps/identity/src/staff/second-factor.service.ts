import { Injectable } from '@nestjs/common';
import { IdentityConfig } from '../identity.config.js';
import { goodStep, openFactor, sealFactor } from './second-factor.js';
import { type StaffEntity } from './staff.entity.js';

type Owner = Pick<StaffEntity, 'staffId' | 'factorSealed' | 'factorStep'>;

/** The second factors of staff, under the key of this service. */
@Injectable()
export class SecondFactorService {
  private readonly key: Buffer;

  constructor(config: IdentityConfig) {
    this.key = Buffer.from(config.STAFF_FACTOR_KEY, 'base64url');
  }

  seal(staffId: string, secret: string): string {
    return sealFactor(this.key, staffId, secret);
  }

  /** The time step to note if the code is good and was not used; undefined otherwise. The caller holds the row's lock. */
  stepOf({ staffId, factorSealed, factorStep }: Owner, code: string, now: Date): number | undefined {
    if (factorSealed === null) return undefined;
    return goodStep(code, openFactor(this.key, staffId, factorSealed), now, factorStep);
  }
}
