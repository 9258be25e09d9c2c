// Sticker names and the hashes of their images.
// A name that is not here stays bracket text, as newer stickers do on the site.

export const stickers = {
  笑哭R: 'ca75b2fc85b0a3e171fe5df1cbf90efdcd3ba571',
  哭惹R: '14b005f7afd5f7c88620478b610bf1de90c4ceab',
  偷笑R: 'd1a34cf8aeac526d36890d3e8f727192a6808ecf',
  飞吻R: '81cedd016ad9d8bef38b2cd0c1e725454df53598',
  赞R: '1b81c5ec3f7006f6b8baf7c006773f5f9d1ab6d7',
  捂脸R: '83278234fdeb5c36682334f6eb756d243ee62201',
  害羞R: '219fe9d7e40b14dd7a6712203143bb1f9972bc5c',
  微笑R: '9366d16631e3e208689cbc95eefb7cfb0901001e',
  石化R: 'a61db6b1917b6c5c1e8f30bbeea9118a7bdbbe74',
  暗中观察R: '0a9cd643452c7b717b9735a23c550295baa69f02',
  吃瓜R: 'a38d15b09910f65756d521f1f46031c44694214a',
  萌萌哒R: 'c255f0ae809f8045561a80737b6aec25139f7607',
  大笑R: 'aed28089f6578522cd490f636955efe6dd27da38',
  doge: 'b7c0498189d449e8f22946be494d6bad48eda5ab',
};

export const stickerUrl = (hash) => `https://picasso-static.xiaohongshu.com/fe-platform/${hash}.png`;
