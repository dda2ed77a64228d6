import type { SessionState, Step } from '../core/state.js';
import { words } from '../core/words.js';

/** What the session is doing, in words; `running` is the name of the call under way. */
export function statusText(state: SessionState, running: string): string {
  switch (state.status) {
    case 'connecting':
      return state.step ? stepText(state.step) : words.connecting;
    case 'connected':
      return connectedText(state, running);
    case 'error':
      return words.failed;
    case 'idle':
      if (state.blocked) {
        return words.failed;
      }
      if (state.step) {
        return stepText(state.step);
      }
      if (state.elsewhere) {
        return words.voiceInTab(state.elsewhere.document);
      }
      return state.config ? words.ready : words.unknownState;
  }
}

function connectedText(state: SessionState, running: string): string {
  switch (state.activity) {
    case 'hearing':
      return words.hearing;
    case 'thinking':
      return words.thinking;
    case 'working':
      return words.working(running);
    case 'speaking':
      return words.speaking;
    case 'quiet':
      if (!state.microphone) {
        return words.typing;
      }
      return state.muted ? words.muted : words.listening;
  }
}

function stepText(step: Step): string {
  switch (step.kind) {
    case 'engine':
      return words.stepEngine;
    case 'models':
      return words.stepModels(step.percent);
    case 'microphone':
      return words.stepMicrophone;
    case 'secret':
      return words.stepSecret;
    case 'connection':
      return words.stepConnection;
    case 'reconnecting':
      return words.stepReconnecting(step.tries);
  }
}
