import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

const folder = path.resolve(import.meta.dirname, '../../.croupier/screenshots');
const places = [process.env['CHROMIUM_BIN'], '/usr/bin/chromium', '/usr/bin/chromium-headless-shell'];

declare global {
  /** Pages that are open and the requests that were refused there, for the report of a walk that fails. */
  var pagesOfWalk: Map<Page, string[]> | undefined;
}

type Finding = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'][number];

export interface Look {
  name: string;
  width: number;
  height: number;
  colorScheme: 'dark' | 'light';
  reducedMotion?: 'reduce';
}

/** The screens the lobby is looked at on. */
export const looks = {
  desktop: { name: 'desktop-dark', width: 1280, height: 860, colorScheme: 'dark' },
  day: { name: 'desktop-light', width: 1280, height: 860, colorScheme: 'light', reducedMotion: 'reduce' },
  phone: { name: 'phone-light', width: 360, height: 740, colorScheme: 'light' },
  night: { name: 'phone-dark', width: 360, height: 740, colorScheme: 'dark', reducedMotion: 'reduce' },
} satisfies Record<string, Look>;

/** A headless Chromium with one page; what the page complains of is kept. */
export class Visit {
  readonly complaints: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly look: Look,
    private readonly data: string,
  ) {}

  static async open(base: string, look: Look): Promise<Visit> {
    const executablePath = places.find((place) => place !== undefined && existsSync(place));
    if (executablePath === undefined)
      throw new Error('no Chromium found: install it, or name it by CHROMIUM_BIN');
    const data = await mkdtemp(path.join(tmpdir(), 'croupier-chromium-'));
    const { width, height, colorScheme, reducedMotion = 'no-preference' } = look;
    const context = await chromium.launchPersistentContext(data, {
      executablePath,
      headless: true,
      baseURL: base,
      viewport: { width, height },
      colorScheme,
      reducedMotion,
      locale: 'en-GB',
      timezoneId: 'Europe/London',
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        ...['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
        ...['--disable-component-update', '--disable-sync'],
      ],
    });
    // It only has to end a hang: what a page waits for comes from other processes, and the machine may be slow.
    context.setDefaultTimeout(45_000);
    const [page = await context.newPage()] = context.pages();
    const visit = new Visit(context, page, look, data);
    const refusals: string[] = [];
    (globalThis.pagesOfWalk ??= new Map()).set(page, refusals);
    page.on('requestfailed', (request) => refusals.push(`${request.method()} ${request.url()}: no answer`));
    page.on('response', (answer) => {
      if (answer.status() >= 400)
        refusals.push(`${answer.request().method()} ${answer.url()}: ${answer.status()}`);
    });
    page.on('pageerror', (error) => visit.complaints.push(error.message));
    page.on('console', (message) => {
      // A refusal is an answer and a dropped stream comes back; to the browser both are errors.
      const expected = /^(Failed to load resource|WebSocket connection to)/.test(message.text());
      if (message.type() === 'error' && !expected) visit.complaints.push(message.text());
    });
    return visit;
  }

  /** A picture of the page as it is, and everything axe finds on it: by this light, and its contrasts by the other. */
  async inspect(name: string): Promise<string[]> {
    await mkdir(folder, { recursive: true });
    await this.page.evaluate('scrollTo(0, 0)');
    await this.page.evaluate('document.fonts.ready');
    await this.page.screenshot({
      path: path.join(folder, `${name}-${this.look.name}.png`),
      fullPage: true,
      animations: 'disabled',
    });
    const { violations } = await this.axe()
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    violations.push(...(await this.contrastsByOtherLight()));
    const wide = await this.page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    return [
      ...violations.map(
        ({ id, nodes }) => `${name}: ${id} ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
      ),
      ...(wide > 0 ? [`${name}: ${wide} px too wide`] : []),
    ];
  }

  /** Runs in the page alone: no page of ours has frames, and the other way takes twice as long to read the same. */
  private axe(): AxeBuilder {
    return new AxeBuilder({ page: this.page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  }

  private async contrastsByOtherLight(): Promise<Finding[]> {
    const { colorScheme } = this.look;
    await this.page.emulateMedia({ colorScheme: colorScheme === 'dark' ? 'light' : 'dark' });
    await this.page.evaluate(`document.getAnimations().forEach((each) => {
      if (each instanceof CSSTransition) each.finish();
    })`);
    const { violations } = await this.axe().withRules(['color-contrast']).analyze();
    await this.page.emulateMedia({ colorScheme });
    return violations;
  }

  async close(): Promise<void> {
    globalThis.pagesOfWalk?.delete(this.page);
    await this.context.close();
    await rm(this.data, { recursive: true, force: true });
  }
}
