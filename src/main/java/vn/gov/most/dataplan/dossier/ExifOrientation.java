package vn.gov.most.dataplan.dossier;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads the EXIF orientation of a JPEG and turns the picture upright. Phones store pictures as the sensor captured
 * them, and Java ignores the orientation.
 */
final class ExifOrientation {

    private static final int SOI = 2;
    private static final int START_OF_SCAN = 0xDA;
    private static final int APP1 = 0xE1;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int ENTRY = 12;
    private static final int ORIENTATION = 0x0112;

    /** From this value on, width and height are swapped. */
    private static final int FIRST_ON_ITS_SIDE = 5;

    private ExifOrientation() {}

    /** @return the EXIF value from 1 (not turned) to 8; 1 if there is none that can be read */
    static int orientation(byte[] jpeg) {
        try {
            ByteBuffer all = ByteBuffer.wrap(jpeg);
            for (int at = SOI; (all.get(at) & 0xFF) == 0xFF; at += 2 + (all.getShort(at + 2) & 0xFFFF)) {
                int marker = all.get(at + 1) & 0xFF;
                if (marker == START_OF_SCAN) {
                    return 1;
                } else if (marker == APP1 && all.slice(at + 4, EXIF.length).equals(ByteBuffer.wrap(EXIF))) {
                    int begin = at + 4 + EXIF.length;
                    return inTiff(all.slice(begin, Math.max(0, at + 2 + (all.getShort(at + 2) & 0xFFFF) - begin)));
                }
            }
        } catch (IndexOutOfBoundsException itEndsBefore) {
            return 1;
        }
        return 1;
    }

    private static int inTiff(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xFFFF;
        for (int entry = 0; entry < entries; entry++) {
            int at = directory + 2 + entry * ENTRY;
            if ((tiff.getShort(at) & 0xFFFF) == ORIENTATION) {
                int found = tiff.getShort(at + 8) & 0xFFFF;
                return found >= 1 && found <= 8 ? found : 1;
            }
        }
        return 1;
    }

    static boolean isOnItsSide(int orientation) {
        return orientation >= FIRST_ON_ITS_SIDE;
    }

    static BufferedImage turned(BufferedImage picture, int orientation) {
        if (orientation == 1) {
            return picture;
        }
        int width = picture.getWidth();
        int height = picture.getHeight();
        AffineTransform turn =
                switch (orientation) {
                    case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
                    case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
                    case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
                    case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
                    case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
                    case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
                    default -> new AffineTransform(0, -1, 1, 0, 0, width);
                };
        boolean isOnItsSide = isOnItsSide(orientation);
        BufferedImage turned = new BufferedImage(
                isOnItsSide ? height : width, isOnItsSide ? width : height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = turned.createGraphics();
        pen.drawImage(picture, turn, null);
        pen.dispose();
        return turned;
    }
}
