// Cards in columns, placed absolutely from their measured heights.
// Cards far off screen are taken out of the document and built again, as on the site.

import { computed, h, onBeforeUnmount, onMounted, onUpdated, reactive, ref } from '/vendor/vue.js';
import { avatar, likes } from './person.js';
import { openNote } from './state.js';

const GAP = 24;
const WIDEST_CARD = 250;
const BAND = 300;

function place(notes, heights, columns) {
  const bottoms = new Array(columns).fill(0);
  const spots = notes.map((note) => {
    const column = bottoms.indexOf(Math.min(...bottoms));
    const top = bottoms[column];
    bottoms[column] += (heights[note.id] ?? 0) + GAP;
    return { column, top };
  });
  return { spots, height: Math.max(...bottoms) };
}

function card(note, index, style) {
  const open = (event) => {
    event.preventDefault();
    openNote(note.id);
  };
  const href = `/explore/${note.id}`;
  return h('section', { key: note.id, class: 'note-item', 'data-index': index, 'data-note': note.id, style }, [h('div', [
    h('a', { href, style: { display: 'none' } }),
    h('a', {
      class: 'cover mask ld',
      href,
      onClick: open,
      style: { background: `linear-gradient(160deg, ${note.sky.join()})`, aspectRatio: 1 / note.ratio },
    }, [h('img', { src: `/art/${note.art}.svg` })]),
    h('div', { class: 'footer' }, [
      note.title ? h('a', { class: 'title', href, onClick: open }, [h('span', note.title)]) : null,
      h('div', { class: 'card-bottom-wrapper author-wrapper' }, [
        h('a', { class: 'author' }, [avatar(note.author, 'author-avatar'), h('span', { class: 'name' }, note.author)]),
        likes(note.likes),
      ]),
    ]),
  ])]);
}

export const Masonry = {
  props: { id: String, notes: Array },
  setup(props) {
    const box = ref(null);
    const width = ref(0);
    const band = ref(0);
    const heights = reactive({});
    const columns = computed(() => Math.max(2, Math.ceil((width.value + GAP) / (WIDEST_CARD + GAP))));
    const cardWidth = computed(() => (width.value - GAP * (columns.value - 1)) / columns.value);
    const layout = computed(() => place(props.notes, heights, columns.value));

    const measure = () => {
      width.value = box.value.clientWidth;
      for (const element of box.value.children) {
        const height = element.offsetHeight;
        if (heights[element.dataset.note] !== height) heights[element.dataset.note] = height;
      }
    };
    const follow = () => { band.value = Math.floor(window.scrollY / BAND); };
    onMounted(() => {
      measure();
      window.addEventListener('resize', measure);
      window.addEventListener('scroll', follow, { passive: true });
    });
    onUpdated(measure);
    onBeforeUnmount(() => {
      window.removeEventListener('resize', measure);
      window.removeEventListener('scroll', follow);
    });

    const near = (note, top) => {
      if (heights[note.id] === undefined) return true;
      const start = band.value * BAND - window.innerHeight / 2;
      return top + heights[note.id] > start && top < start + 2 * window.innerHeight + BAND;
    };
    return () => h('div', { ref: box, id: props.id, class: 'feeds-container', style: { height: `${layout.value.height}px` } },
      width.value === 0 ? [] : props.notes.map((note, index) => {
        const { column, top } = layout.value.spots[index];
        if (!near(note, top)) return null;
        const left = column * (cardWidth.value + GAP);
        return card(note, index, { width: `${cardWidth.value}px`, transform: `translate(${left}px, ${top}px)` });
      }).filter(Boolean));
  },
};
