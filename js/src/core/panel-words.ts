/** What the panel says besides the conversation: the first run, the notebook, what is spent. */
export const panelWords = {
  firstRun: 'How this works',
  firstLines: [
    'Press the round button and speak. Press it again to stop.',
    'It goes to places in your notebook and calls your functions.',
    'Below the button stands where your voice is sent, and whether the microphone is open.',
  ] as readonly string[],
  checkMicrophone: 'Check the microphone',
  stopCheck: 'Stop the check',
  gotIt: 'Got it',
  microphoneLevel: 'Level of the microphone',
  askingMicrophone: 'Asking for the microphone…',
  saySomething: (device: string) => `Say something: listening to ${device || 'your microphone'}.`,
  heard: (device: string) => `I hear you by ${device || 'your microphone'}.`,
  notebook: 'Notebook',
  noNotebook: 'None',
} as const;
