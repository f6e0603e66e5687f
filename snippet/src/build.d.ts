/** Set by the build: true in the bundle of moderated sessions, so that the plain panel carries nothing of them. */
declare const IS_LED: boolean;
