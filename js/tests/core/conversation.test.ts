import { expect, test } from 'vitest';

import { Conversation } from '../../src/core/conversation.js';

test('captions stand in the order of the turns, also when the transcript comes after the reply', () => {
  const conversation = new Conversation();
  for (const event of [
    { type: 'input_audio_buffer.committed', item_id: 'u1' },
    { type: 'response.output_audio_transcript.delta', item_id: 'a1', delta: 'You are' },
    { type: 'response.output_audio_transcript.delta', item_id: 'a1', delta: ' there.' },
    { type: 'conversation.item.input_audio_transcription.delta', item_id: 'u1', delta: 'go to' },
  ]) {
    conversation.handle(event);
  }
  expect(conversation.entries).toMatchObject([
    { who: 'user', text: 'go to', final: false },
    { who: 'agent', text: 'You are there.', final: false },
  ]);

  conversation.handle({
    type: 'conversation.item.input_audio_transcription.completed',
    item_id: 'u1',
    transcript: ' go to results\n',
  });
  conversation.handle({
    type: 'response.output_audio_transcript.done',
    item_id: 'a1',
    transcript: 'You are there.',
  });
  expect(conversation.entries).toMatchObject([
    { who: 'user', text: 'go to results', final: true },
    { who: 'agent', text: 'You are there.', final: true },
  ]);
});

test('what was told while the person spoke is kept when the turn ends', () => {
  const conversation = new Conversation();
  for (const event of [
    {
      type: 'conversation.item.input_audio_transcription.delta',
      item_id: 'u1',
      delta: 'Load sales',
    },
    { type: 'input_audio_buffer.committed', item_id: 'u1' },
    {
      type: 'conversation.item.input_audio_transcription.delta',
      item_id: 'u1',
      delta: ' for 2024.',
    },
  ]) {
    conversation.handle(event);
  }
  expect(conversation.entries).toMatchObject([{ who: 'user', text: 'Load sales for 2024.' }]);
});

test('a text reply is a caption too', () => {
  const conversation = new Conversation();
  conversation.handle({ type: 'response.output_text.delta', item_id: 'a', delta: 'Hel' });
  conversation.handle({ type: 'response.output_text.done', item_id: 'a', text: 'Hello.' });
  expect(conversation.entries).toMatchObject([{ who: 'agent', text: 'Hello.', final: true }]);
});

test('what was typed is sent once', () => {
  const conversation = new Conversation();
  conversation.typed('one');
  conversation.typed('two');
  expect(conversation.takeUnsent()).toEqual(['one', 'two']);
  expect(conversation.takeUnsent()).toEqual([]);
});

test('what the provider was told to forget is shown, and told to no other', () => {
  const conversation = new Conversation();
  conversation.handle({
    type: 'conversation.item.input_audio_transcription.completed',
    item_id: 'u1',
    transcript: 'castle',
  });
  conversation.handle({ type: 'conversation.item.deleted', item_id: 'u1' });
  expect(conversation.entries).toMatchObject([{ text: 'castle' }]);
  expect(conversation.sent).toEqual([]);
});
