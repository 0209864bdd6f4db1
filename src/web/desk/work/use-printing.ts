import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue';

/** While the browser makes a page of paper of this one: what is drawn then is printed. */
export function usePrinting(): Ref<boolean> {
  const isPrinting = ref(false);
  const begin = (): void => void (isPrinting.value = true);
  const end = (): void => void (isPrinting.value = false);
  onMounted(() => {
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
  });
  onBeforeUnmount(() => {
    removeEventListener('beforeprint', begin);
    removeEventListener('afterprint', end);
  });
  return isPrinting;
}
