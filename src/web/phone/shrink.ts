const LONGEST = 1600;
/** What is smaller than this is sent as it is. */
const SMALL_BYTES = 600_000;
const QUALITY = 0.85;

/**
 * A photo as it is worth sending: at most 1600 pixels, JPEG. Whatever the browser cannot draw stays as it is, and the
 * service says whether it takes it.
 */
export async function shrink(file: File): Promise<File> {
  if (!/^image\/(?:png|jpeg|webp|heic|heif)$/.test(file.type) || file.size <= SMALL_BYTES) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
    if (blob === null || blob.size >= file.size) return file;
    return new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' });
  } catch {
    return file;
  }
}
