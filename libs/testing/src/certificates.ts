import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generate } from 'selfsigned';

/** Files in PEM. */
export interface Certificate {
  certFile: string;
  keyFile: string;
}

/** An authority that signs certificates, all of them files in a folder of its own. */
export class Authority {
  private constructor(
    private readonly directory: string,
    private readonly ca: { key: string; cert: string },
  ) {}

  static async open(): Promise<Authority> {
    const directory = await mkdtemp(path.join(tmpdir(), 'croupier-authority-'));
    const made = await generate([{ name: 'commonName', value: path.basename(directory) }], {
      ...{ keyType: 'ec', algorithm: 'sha256' },
      extensions: [{ name: 'basicConstraints', cA: true, critical: true }],
    });
    const authority = new Authority(directory, { key: made.private, cert: made.cert });
    await writeFile(authority.caFile, made.cert);
    return authority;
  }

  get caFile(): string {
    return path.join(this.directory, 'ca.crt');
  }

  /** A certificate for a server that is called `host`, or for a client. */
  async certify(host: string): Promise<Certificate> {
    const { ca } = this;
    const made = await generate([{ name: 'commonName', value: host }], {
      ...{ keyType: 'ec', algorithm: 'sha256', ca },
      extensions: [
        { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
        { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
      ],
    });
    const file = path.join(this.directory, host);
    const files = { certFile: `${file}.crt`, keyFile: `${file}.key` };
    await writeFile(files.certFile, made.cert);
    await writeFile(files.keyFile, made.private, { mode: 0o600 });
    return files;
  }

  close(): Promise<void> {
    return rm(this.directory, { recursive: true, force: true });
  }
}
