const WANTED: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };

/** Asks the browser for a microphone; a word says why there is none. */
export async function openMicrophone(): Promise<MediaStream | "refused" | "missing"> {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: WANTED });
  } catch (fault) {
    const name = (fault as DOMException | undefined)?.name;
    return name === "NotFoundError" || name === "NotReadableError" ? "missing" : "refused";
  }
}

/** Tells whether the microphone may be opened without the browser asking anything. */
export async function isMicrophoneAllowed(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: "microphone" as PermissionName })).state === "granted";
  } catch {
    return false;
  }
}
