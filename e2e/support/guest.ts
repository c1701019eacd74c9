import { randomUUID } from 'node:crypto';
import { until } from '@croupier/testing';
import { expect } from '@jest/globals';
import { type Locator, type Page } from 'playwright-core';
import { type Look, Visit } from './browser.js';
import { must, Player, somePostcode } from '../../tools/rolling/player.js';

/** Between the starts of two rounds of a slot, by law. */
const legalPaceMs = 2_500;

interface Credentials {
  email: string;
  password: string;
}

/** A person at the lobby's page: does what a hand and a pair of eyes can do. */
export class Guest {
  /** What axe found on the pages that were inspected. */
  readonly findings: string[] = [];

  private constructor(
    readonly visit: Visit,
    private readonly credentials: Credentials,
  ) {}

  /** Somebody new at the door. */
  static async arrive(gateway: string, look: Look): Promise<Guest> {
    const email = `guest-${randomUUID()}@example.org`;
    return new Guest(await Visit.open(gateway, look), { email, password: 'lamplight-and-ledgers' });
  }

  /** Signs in by the form as a player who is registered, verified and has so much money, in minor units. */
  static async seated(run: { gateway: string; sandbox: string }, look: Look, amount: number): Promise<Guest> {
    const player = new Player(run.gateway, run.sandbox);
    await player.register();
    await player.verify();
    await player.credited(await player.payIn(amount));
    const guest = new Guest(await Visit.open(run.gateway, look), player);
    await guest.page.goto('/lobby/sign-in');
    await guest.signIn();
    return guest;
  }

  get page(): Page {
    return this.visit.page;
  }

  async inspect(name: string): Promise<void> {
    this.findings.push(...(await this.visit.inspect(name)));
  }

  /** The page on the narrowest phones, and on a common one. */
  async inspectNarrow(name: string): Promise<void> {
    const size = this.page.viewportSize();
    for (const width of [320, 390]) {
      await this.page.setViewportSize({ width, height: size?.height ?? 740 });
      await this.inspect(`${name}-${width}`);
    }
    if (size) await this.page.setViewportSize(size);
  }

  expectNothingWrong(): void {
    expect(this.findings).toEqual([]);
    expect(this.visit.complaints).toEqual([]);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  get spinButton(): Locator {
    return this.page.getByRole('button', { name: 'Spin', exact: true });
  }

  /** The heading that says where one is. */
  async at(title: string | RegExp): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: title }).waitFor();
  }

  async go(link: string): Promise<void> {
    await this.page
      .getByRole('navigation')
      .getByRole('link', { name: new RegExp(`^${link}`) })
      .click();
  }

  /** Opens an account by the form and the code in the sandbox's mailbox. */
  async register(): Promise<void> {
    await this.page.goto('/lobby/register');
    const fields: [string, string][] = [
      ['First name', 'Ada'],
      ['Last name', 'Byron'],
      ['Date of birth', '1990-04-12'],
      ['House and street', '1 Quay Street'],
      ['Town', 'Bristol'],
      ['Postcode', somePostcode()],
      ['E-mail', this.credentials.email],
      ['Password', this.credentials.password],
    ];
    for (const [label, value] of fields) await this.page.getByLabel(label, { exact: true }).fill(value);
    await this.inspect('register');
    await this.button('Open the account').click();
    await this.at('Look into your mailbox');
    await this.inspect('confirm');
    await this.page.getByLabel('Code').fill(await this.codeFromMailbox());
    await this.button('Confirm').click();
    await this.at('One check before you play');
  }

  async verify(): Promise<void> {
    await this.inspect('verify');
    await this.button('Check me now').click();
    await this.page.getByText('You are verified.').waitFor();
  }

  async signIn(): Promise<void> {
    await this.at('Welcome back');
    await this.page.getByLabel('E-mail').fill(this.credentials.email);
    await this.page.getByLabel('Password').fill(this.credentials.password);
    await this.page.locator('form').getByRole('button', { name: 'Sign in' }).click();
    await this.page.getByRole('link', { name: /^Balance/ }).waitFor();
  }

  /** Opens the cashier. True if it asks for a deposit limit first. */
  async atCashier(): Promise<boolean> {
    await this.page.goto('/lobby/cashier');
    await this.button(/^(Go and pay|Set my deposit limit)/).waitFor();
    return this.button('Set my deposit limit').isVisible();
  }

  async declineDepositLimit(): Promise<void> {
    await this.button('I do not want a deposit limit').click();
    await this.button('Go on without one').click();
    await this.button(/^Go and pay/).waitFor();
  }

  /** Deposits by card: over to the bank's page, and back. */
  async payIn(pounds: string): Promise<void> {
    if (await this.atCashier()) await this.declineDepositLimit();
    const form = this.page.locator('form', { has: this.button(/^Go and pay/) });
    await form.getByLabel('Amount').fill(pounds);
    await form.getByRole('button', { name: /^Go and pay/ }).click();
    await this.page.getByLabel('Card number').fill('4242 4242 4242 4242');
    await this.page.getByLabel('Expiry (MM/YY)').fill('12/30');
    await this.page.getByLabel('Security code').fill('123');
    await this.button('Pay').click();
    await this.at('Back from the bank');
    await this.page.getByText('credited', { exact: true }).waitFor();
  }

  /** One spin, from the press to the moment the next may start. */
  async spin(): Promise<void> {
    await this.played(() => this.spinButton.click());
    await this.spinButton.waitFor({ timeout: 120_000 });
  }

  /** What starts a round, and the answer of the platform: until that is there, the page has another button than before. */
  async played(start: () => Promise<void>): Promise<void> {
    const answered = this.page.waitForResponse(
      (response) => response.request().method() === 'POST' && response.url().endsWith('/rounds'),
    );
    await Promise.all([answered, start()]);
  }

  /** Rounds of the slot by the API alone, signed in beside the page, each on a clock that was moved past the legal pace. */
  async playElsewhere(
    run: { gateway: string; sandbox: string },
    { rounds, stake }: { rounds: number; stake: number },
  ): Promise<void> {
    const player = new Player(run.gateway, run.sandbox);
    // The page renews its own token when that is refused; until then it may be an old one.
    Object.assign(player, this.credentials);
    await player.signIn();
    await player.openGame();
    // Before the first, too, and after the last: the page has played, and goes on.
    await player.wait(legalPaceMs);
    for (let round = 0; round < rounds; round += 1) {
      must(await player.play(stake), 201);
      await player.wait(legalPaceMs);
    }
  }

  /** Who is signed in, as the page remembers it. */
  async playerId(): Promise<string> {
    return this.page.evaluate<string>(`JSON.parse(localStorage.getItem('croupier.session')).playerId`);
  }

  async signOut(): Promise<void> {
    await this.go('Account');
    await this.button('Sign out').click();
    await this.page.getByRole('link', { name: 'Join', exact: true }).waitFor();
  }

  /** As if two hours had passed since this visit began, or since the last look at the clock. */
  async forgetTime(): Promise<void> {
    await this.page.evaluate(`{
      localStorage.setItem('croupier.since', new Date(Date.now() - 7_200_000).toISOString());
      localStorage.removeItem('croupier.reality');
    }`);
    await this.page.getByRole('dialog', { name: 'A look at the clock' }).waitFor();
  }

  /** The cash in the head of every page. */
  async balance(): Promise<string> {
    return this.page
      .getByRole('link', { name: /^Balance/ })
      .locator('strong', { hasText: '£' })
      .innerText();
  }

  /** Net position and time of the game session, as the page of the game shows them. */
  async standing(): Promise<{ net: string; time: string }> {
    const shown = (name: string): Promise<string> =>
      this.page
        .locator('.meters div', { has: this.page.getByText(name, { exact: true }) })
        .locator('dd')
        .innerText();
    return { net: await shown('Net this sitting'), time: await shown('Time here') };
  }

  /** Follows the link to the mailbox, as a person would, in a tab of its own. */
  private async codeFromMailbox(): Promise<string> {
    const [mailbox] = await Promise.all([
      this.visit.context.waitForEvent('page'),
      this.page.getByRole('link', { name: 'Open the sandbox mailbox' }).click(),
    ]);
    const code = await until(`a code comes to ${this.credentials.email}`, async () => {
      await mailbox.reload();
      const mail = mailbox.locator('a.mail').first();
      if ((await mail.count()) > 0) await mail.click();
      return /\b\d{6}\b/.exec(await mailbox.locator('main').innerText())?.[0];
    });
    await mailbox.close();
    return code;
  }
}
