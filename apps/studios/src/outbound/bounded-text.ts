/** Most of what a studio tells, in bytes. */
export const mostBytes = 16_384;

/** The body of a studio's answer. @throws Error if it is more than 16 KiB, or no UTF-8 */
export async function boundedText({ body }: Pick<Response, 'body'>): Promise<string> {
  let text = '';
  let bytes = 0;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of body ?? []) {
    bytes += (chunk as Uint8Array).length;
    if (bytes > mostBytes) throw new Error(`an answer of more than ${mostBytes} bytes`);
    text += decoder.decode(chunk as Uint8Array, { stream: true });
  }
  return text + decoder.decode();
}
