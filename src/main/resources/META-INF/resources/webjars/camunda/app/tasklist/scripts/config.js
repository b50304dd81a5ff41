export default {
  customScripts: ['../session/session', '../data-plan/form', '../data-plan/desk'],
  app: {name: 'Công việc', vendor: ' '},
  // Whatever the browser asks for
  locales: {availableLocales: ['vi'], fallbackLocale: 'vi'},
  // The login is ours, which has no first visit to explain.
  disableWelcomeMessage: true,

  shortcuts: {
    claimTask: {
      key: 'ctrl+alt+c',
      description: 'claims the currently selected task'
    },
    focusFilter: {
      key: 'ctrl+shift+f',
      description: 'set the focus to the first filter in the list'
    },
    focusList: {
      key: 'ctrl+alt+l',
      description: 'sets the focus to the first task in the list'
    },
    focusForm: {
      key: 'ctrl+alt+f',
      description: 'sets the focus to the first input field in a task form'
    },
    startProcess: {
      key: 'ctrl+alt+p',
      description: 'opens the start process modal dialog'
    }
  }
};
