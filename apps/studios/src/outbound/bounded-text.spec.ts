import { describe, expect, it } from '@jest/globals';
import { boundedText, mostBytes } from './bounded-text.js';

describe('what is read of an answer', () => {
  it('is all of it, letters that come in parts too', async () => {
    const bytes = Buffer.from('жребий 🎲');
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect(await boundedText(new Response(body))).toBe('жребий 🎲');
    expect(await boundedText(new Response())).toBe('');
  });

  it('is nothing of one that is too long, or that breaks off within a letter', async () => {
    expect(await boundedText(new Response('x'.repeat(mostBytes)))).toHaveLength(mostBytes);
    await expect(boundedText(new Response('x'.repeat(mostBytes + 1)))).rejects.toThrow('more than');
    await expect(boundedText(new Response(Buffer.from('🎲').subarray(0, 3)))).rejects.toThrow();
  });
});
