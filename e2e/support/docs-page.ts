import { type Locator, type Page } from 'playwright-core';

/** What the page shows of an answer. */
interface ShownAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** What is typed into the form of an operation. */
interface Typed {
  /** Of the path and the headers, by name. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** The documents of the API in a browser, by hand: fields are filled, buttons pressed, and what then stands there is read. */
export class DocsPage {
  private constructor(private readonly page: Page) {}

  static async open(page: Page): Promise<DocsPage> {
    await page.goto('/docs');
    await page.locator('.opblock').first().waitFor();
    return new DocsPage(page);
  }

  /** Puts a token into the dialog on top of the page. */
  async authorise(token: string): Promise<void> {
    await this.page.locator('.auth-wrapper > button.authorize').click();
    const dialog = this.page.locator('.modal-ux');
    await dialog.locator('#auth-bearer-value').fill(token);
    await dialog.getByRole('button', { name: 'Apply credentials' }).click();
    await dialog.getByRole('heading', { name: 'Authorized', exact: true }).waitFor();
    await dialog.locator('button.btn-done').click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** Opens an operation, fills its form, and presses Execute. @returns the answer as it is shown below */
  async execute(tag: string, operationId: string, { parameters = {}, body }: Typed): Promise<ShownAnswer> {
    const block = this.page.locator(`#operations-${tag}-${operationId}`);
    const head = block.locator('.opblock-summary-control');
    if ((await head.getAttribute('aria-expanded')) !== 'true') await head.click();
    for (const [name, value] of Object.entries(parameters))
      await block.locator(`tr[data-param-name="${name}"] input`).fill(value);
    if (body) await block.locator('textarea.body-param__text').fill(JSON.stringify(body));
    const clear = block.locator('button.btn-clear');
    if (await clear.isVisible()) await clear.click();
    await block.locator('button.execute').click();
    return shown(block.locator('.live-responses-table tbody > tr.response'));
  }
}

async function shown(row: Locator): Promise<ShownAnswer> {
  const status = Number.parseInt(await row.locator('.response-col_status').innerText(), 10);
  const text = await row.locator('.highlight-code pre').first().innerText();
  return { status, body: JSON.parse(text) as Record<string, unknown> };
}
