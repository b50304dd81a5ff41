package vn.gov.most.dataplan.dossier;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.most.dataplan.engine.Refusal;

/** Draws a page of a paper as a picture, limited in time and size, so that no browser opens an uploaded file. */
final class Preview {

    static final int MOST_PAGES = 50;

    private static final Logger LOG = LoggerFactory.getLogger(Preview.class);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final int AT_ONCE = 2;
    private static final Semaphore PLACES = new Semaphore(AT_ONCE, true);

    /** A4 as displayed on a screen. */
    private static final int WIDEST = 1_240;

    private static final int TALLEST = 1_754;
    private static final long MOST_PIXELS = 60_000_000;
    private static final float POINTS_AN_INCH = 72;
    private static final float SHARPEST = 150;

    private Preview() {}

    /** A picture exceeds the size limit and is not drawn. */
    private static final class TooLarge extends RuntimeException {}

    /** @throws NotAllowed if a program that opens the picture would need too much memory */
    static void checkPicture(byte[] content) throws NotAllowed, IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            ImageReader reader = reader(in);
            long width = reader.getWidth(0);
            long height = reader.getHeight(0);
            reader.dispose();
            if (width * height > MOST_PIXELS) {
                throw new NotAllowed("ảnh %d × %d điểm ảnh; tối đa %d triệu điểm ảnh."
                        .formatted(width, height, MOST_PIXELS / 1_000_000));
            }
        }
    }

    private static ImageReader reader(ImageInputStream in) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        if (!readers.hasNext()) {
            throw new IOException("No picture");
        }
        ImageReader reader = readers.next();
        reader.setInput(in, true, true);
        return reader;
    }

    /**
     * Returns a PNG.
     *
     * @param number from 1
     */
    static byte[] page(Kind kind, byte[] content, int number) {
        return page(kind, content, number, LONGEST);
    }

    /** @param longest the time limit */
    static byte[] page(Kind kind, byte[] content, int number, Duration longest) {
        try {
            if (!PLACES.tryAcquire(WAIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new Refusal("Máy chủ đang vẽ nhiều trang cùng lúc. Thử lại sau ít phút.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        try {
            return png(kind == Kind.PDF ? ofPdf(content, number - 1, new Patience(longest)) : ofPicture(kind, content));
        } catch (Patience.Over | TooLarge bounds) {
            throw new Refusal("Trang này quá lớn hoặc quá phức tạp để xem trước; tải tệp về để xem.");
        } catch (IOException | RuntimeException | StackOverflowError unreadable) {
            LOG.info("A page cannot be drawn: {}", unreadable.toString());
            throw new Refusal("Không vẽ được trang này; tải tệp về để xem.");
        } finally {
            PLACES.release();
        }
    }

    private static BufferedImage ofPdf(byte[] content, int page, Patience patience) throws IOException {
        try (PDDocument document = Loader.loadPDF(content)) {
            PDFRenderer renderer = new Bounded(document, patience);
            renderer.setSubsamplingAllowed(true);
            PDRectangle box = document.getPage(page).getCropBox();
            boolean isTurned = document.getPage(page).getRotation() % 180 != 0;
            float width = isTurned ? box.getHeight() : box.getWidth();
            float height = isTurned ? box.getWidth() : box.getHeight();
            float scale = Math.min(SHARPEST / POINTS_AN_INCH, Math.min(WIDEST / width, TALLEST / height));
            return renderer.renderImage(page, scale, ImageType.RGB);
        }
    }

    private static BufferedImage ofPicture(Kind kind, byte[] content) throws IOException {
        int orientation = kind == Kind.JPEG ? ExifOrientation.orientation(content) : 1;
        boolean isOnItsSide = ExifOrientation.isOnItsSide(orientation);
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            ImageReader reader = reader(in);
            try {
                ImageReadParam how = reader.getDefaultReadParam();
                int every = Math.max(1, (int) Math.ceil(Math.max(
                        (double) reader.getWidth(0) / (isOnItsSide ? TALLEST : WIDEST),
                        (double) reader.getHeight(0) / (isOnItsSide ? WIDEST : TALLEST))));
                how.setSourceSubsampling(every, every, 0, 0);
                return ExifOrientation.turned(reader.read(0, how), orientation);
            } finally {
                reader.dispose();
            }
        }
    }

    private static byte[] png(BufferedImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }

    /** Stops drawing a page at the time limit, and before a picture that is too large. */
    private static final class Bounded extends PDFRenderer {

        private final Patience patience;

        Bounded(PDDocument document, Patience patience) {
            super(document);
            this.patience = patience;
        }

        @Override
        protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
            return new PageDrawer(parameters) {
                @Override
                protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
                    patience.check();
                    super.processOperator(operator, operands);
                }

                @Override
                public void drawImage(PDImage image) throws IOException {
                    check(image);
                    if (image instanceof PDImageXObject picture && picture.getSoftMask() != null) {
                        check(picture.getSoftMask());
                    }
                    super.drawImage(image);
                }
            };
        }

        private static void check(PDImage image) {
            if ((long) image.getWidth() * image.getHeight() > MOST_PIXELS) {
                throw new TooLarge();
            }
        }
    }
}
