import { checkAccess, type Contact, type MessagePurpose, readContact } from '@croupier/contracts';
import { DomainError } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { Injectable } from '@nestjs/common';

/** May be written to, and where; or not, and why, as a code. */
export type Permission = { allowed: true; contact: Contact } | { allowed: false; reason: string };

@Injectable()
export class ContactQueries {
  constructor(private readonly bus: Bus) {}

  /**
   * May we write to this player for this purpose now? Asked right before it happens, never earlier. Whoever does not
   * answer has not said yes.
   * @throws DomainError `unavailable` while nobody can say
   */
  async mayContact(playerId: string, purpose: MessagePurpose): Promise<Permission> {
    const contact = await this.contact(playerId);
    if (!contact) return { allowed: false, reason: 'unknown_player' };
    if (purpose === 'service') return { allowed: true, contact };
    if (!contact.marketingByEmail) return { allowed: false, reason: 'no_consent' };
    const access = await this.bus.ask(checkAccess, { playerId, purpose: 'contact' });
    if (!access.allowed) return { allowed: false, reason: 'restricted' };
    return { allowed: true, contact };
  }

  private async contact(playerId: string): Promise<Contact | undefined> {
    try {
      return await this.bus.ask(readContact, { playerId });
    } catch (error) {
      if (error instanceof DomainError && error.code === 'not_found') return undefined;
      throw error;
    }
  }
}
